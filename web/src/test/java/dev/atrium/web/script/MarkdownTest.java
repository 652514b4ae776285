package dev.atrium.web.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code markdown/renderer.js}: the HTML that it makes, before the sanitizer has its say. */
class MarkdownTest {

    private static Scripts scripts;
    private static Value renderer;

    @BeforeAll
    @BeforeContainer
    static void load() {
        scripts = new Scripts();
        scripts.evaluate("globalThis.document = { documentElement: { lang: 'en' }, getElementById: () => null }");
        scripts.library("markdown-it/markdown-it.min.js");
        scripts.library("highlightjs/highlight.min.js");
        scripts.evaluate("globalThis.hljs = hljs");
        renderer = scripts.module("markdown/renderer.js");
    }

    @AfterAll
    @AfterContainer
    static void close() {
        scripts.close();
    }

    @Test
    void code_is_labelled_and_coloured_in_its_language() {
        assertThat(render("```java\npublic class A {}\n```"))
                .contains("<span>java</span>", "hljs-keyword", "code-copy");
    }

    @Test
    void a_language_that_nobody_knows_is_shown_plain() {
        assertThat(render("```klingon\n<Qapla'>\n```")).contains("<span>klingon</span>", "&lt;Qapla'&gt;");
    }

    @Test
    void columns_are_aligned_without_style_attributes() {
        assertThat(render("| a | b |\n|---|--:|\n| 1 | 2 |"))
                .contains("table-scroll", "<td class=\"align-right\">2</td>")
                .doesNotContain("style=");
    }

    @Test
    void links_open_apart_and_tell_nothing() {
        assertThat(render("[x](https://example.org/)"))
                .contains("target=\"_blank\"", "rel=\"noopener noreferrer nofollow\"");
    }

    @Test
    void a_picture_from_elsewhere_becomes_a_link() {
        assertThat(render("![chart](https://example.org/a.png) ![](//example.org/b.png)"))
                .doesNotContain("<img")
                .contains("href=\"https://example.org/a.png\"", ">chart</a>");
    }

    @Test
    void a_picture_of_our_own_is_shown() {
        assertThat(render("![chart](/api/files/1)")).contains("<img src=\"/api/files/1\" alt=\"chart\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "a <b onclick=\"x()\">b</b>",
                "```\"><script>alert(1)</script>\nx\n```",
                "![\"><script>](https://example.org)",
                "| <script> |\n|---|\n| <iframe> |"
            })
    void html_in_an_answer_is_text(String source) {
        assertThat(render(source)).doesNotContainPattern("<(script|iframe|img|b)\\b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[x](javascript:alert(1))", "[x](data:text/html,a)", "![x](javascript:alert(1))", "<vbscript:x>"
            })
    void addresses_that_run_code_are_no_links(String source) {
        assertThat(render(source)).doesNotContain("href=", "src=");
    }

    @Property(tries = 150)
    void an_answer_that_streamed_in_looks_like_the_stored_one(
            @ForAll("answers") String answer, @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40) Integer> cuts) {
        Value env = scripts.evaluate("({})");
        StringBuilder shown = new StringBuilder();
        int boundary = 0;
        int end = 0;
        for (int length : cuts) {
            end = Math.min(answer.length(), end + length);
            Value frame = renderer.invokeMember("renderInProgress", answer.substring(boundary, end), env);
            shown.append(frame.getMember("final").asString());
            boundary += frame.getMember("boundary").asInt();
        }
        shown.append(render(answer.substring(boundary)));

        assertThat(shown.toString()).isEqualTo(render(answer));
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "A paragraph with **bold** and `code`.\n\n",
                        "Two lines\nof one paragraph\n",
                        "# Heading\n",
                        "Setext\n===\n",
                        "- one\n- two\n  - nested\n\n",
                        "1. first\n\n   more of it\n\n2. second\n",
                        "> quote\n> more\nlazy\n\n",
                        "```java\nint a = 1;\n\n// # no heading\n```\n",
                        "~~~\n- no list\n~~~\n\n",
                        "    indented\n\n    code\n\n",
                        "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
                        "---\n",
                        "\n\n\n",
                        "Grüße 🌍 <b>x</b>\r\n\r\n",
                        "***\n\n",
                        "2) other list\n")
                .list()
                .ofMaxSize(12)
                .map(blocks -> String.join("", blocks));
    }

    private static String render(String source) {
        return renderer.invokeMember("render", source).asString();
    }
}
