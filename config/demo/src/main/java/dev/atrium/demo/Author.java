package dev.atrium.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the answers. The same prompt always gets the same answer, so that streamed and whole ones agree, and so does their
 * usage.
 */
final class Author {

    private static final List<Template> TEMPLATES = Stream.of(
                    "java.md", "sql.md", "python.md", "compare.md", "email.md", "travel.md", "languages.md", "plan.md")
            .map(Template::read)
            .toList();
    private static final Template OTHERWISE = Template.read("otherwise.md");
    private static final String DECLINE = "I'm sorry, but I can't help with that. (This is a simulated refusal.)";
    private static final String[] VOCABULARY =
            ("the ledger keeps every credit in its place while a stream of words moves from the"
                            + " model to the page and each small step is counted once so that nobody pays twice")
                    .split(" ");
    private static final int WORDS_PER_SENTENCE = 14;
    private static final int WORDS_PER_PARAGRAPH = 70;
    private static final int LONGEST_QUOTE = 120;

    private Author() {}

    static Answer write(Prompt prompt, String model, boolean blocked, Behaviour behaviour) {
        if (blocked) {
            var usage = new Usage(prompt.inputTokens(), 0, 0, 0, 0);
            return new Answer(
                    model, List.of(""), List.of(), "", Answer.Finish.BLOCKED, Optional.empty(), behaviour.usage(usage));
        }
        List<Wishes.Call> calls = calls(prompt, behaviour);
        String text = calls.isEmpty()
                ? text(prompt, model, behaviour)
                : behaviour.text().orElse("");
        Answer.Finish finish = behaviour.refusal() ? Answer.Finish.REFUSAL : Answer.Finish.STOP;
        if (!calls.isEmpty()) {
            finish = Answer.Finish.TOOLS;
        }
        Optional<String> stopSequence = firstOf(prompt.stop(), text);
        if (stopSequence.isPresent()) {
            text = text.substring(0, text.indexOf(stopSequence.get()));
            finish = Answer.Finish.STOP_SEQUENCE;
        }
        List<String> pieces = Tokens.split(text);
        if (pieces.size() > prompt.maxTokens().orElse(Integer.MAX_VALUE)) {
            pieces = pieces.subList(0, prompt.maxTokens().getAsInt());
            finish = Answer.Finish.LENGTH;
            stopSequence = Optional.empty();
            calls = List.of();
        }
        int called = calls.stream()
                .mapToInt(call -> Tokens.count(call.name() + " " + call.arguments()))
                .sum();
        int reasoning = Tokens.count(behaviour.thinking());
        int output = (pieces.size() + called) * prompt.choices() + reasoning;
        return new Answer(
                model,
                pieces.isEmpty() ? List.of("") : pieces,
                calls,
                behaviour.thinking(),
                finish,
                stopSequence,
                behaviour.usage(new Usage(prompt.inputTokens(), output, 0, 0, reasoning)));
    }

    private static String text(Prompt prompt, String model, Behaviour behaviour) {
        if (behaviour.refusal()) {
            return DECLINE;
        }
        if (behaviour.text().isPresent()) {
            return behaviour.text().get();
        }
        if (behaviour.words() > 0) {
            return words(behaviour.words());
        }
        String question = Behaviour.withoutMarkers(prompt.question());
        if (prompt.wishes().json()) {
            return prompt.wishes()
                    .schema()
                    .map(Sample::object)
                    .orElseGet(() -> Json.object()
                            .add("simulated", true)
                            .add("question", quote(question))
                            .build())
                    .toString();
        }
        Optional<String> findings = prompt.findings();
        if (findings.isPresent()) {
            return "The tools have found: " + quote(findings.get()) + "\n\n(This is a simulated answer.)";
        }
        return template(question).fill(quote(question), model);
    }

    /** The calls that the markers ask for, as far as the tools are there; or one made up, where one is wanted in any case. */
    private static List<Wishes.Call> calls(Prompt prompt, Behaviour behaviour) {
        Wishes wishes = prompt.wishes();
        if (behaviour.refusal() || prompt.findings().isPresent() && !wishes.forced()) {
            return List.of();
        }
        List<Wishes.Call> asked = behaviour.calls().stream()
                .filter(call -> wishes.tool(call.name()).isPresent())
                .toList();
        if (!asked.isEmpty() || !wishes.forced()) {
            return asked;
        }
        return wishes.tools().stream()
                .limit(1)
                .map(tool -> new Wishes.Call(tool.name(), Sample.object(tool.parameters())))
                .toList();
    }

    /** The template with the most of its keywords in the question. */
    private static Template template(String question) {
        String words = question.toLowerCase(Locale.ROOT);
        Template best = OTHERWISE;
        int most = 0;
        for (Template template : TEMPLATES) {
            int hits = template.hits(words);
            if (hits > most) {
                best = template;
                most = hits;
            }
        }
        return best;
    }

    private static Optional<String> firstOf(List<String> stop, String text) {
        String first = null;
        for (String candidate : stop) {
            int at = candidate.isEmpty() ? -1 : text.indexOf(candidate);
            if (at >= 0 && (first == null || at < text.indexOf(first))) {
                first = candidate;
            }
        }
        return Optional.ofNullable(first);
    }

    private static String words(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            boolean begins = i % WORDS_PER_SENTENCE == 0;
            String word = VOCABULARY[i % VOCABULARY.length];
            if (i > 0) {
                text.append(i % WORDS_PER_PARAGRAPH == 0 ? "\n\n" : " ");
            }
            text.append(begins ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
            if (i == count - 1 || (i + 1) % WORDS_PER_SENTENCE == 0) {
                text.append('.');
            }
        }
        return text.toString();
    }

    private static String quote(String question) {
        String line = question.replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST_QUOTE) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + " …";
    }

    /**
     * A prepared answer: a resource whose first line is {@code keywords:} and a list of them.
     *
     * @param keywords beginnings of words that call for this answer
     */
    private record Template(List<Pattern> keywords, String text) {

        static Template read(String name) {
            try (InputStream in = Author.class.getResourceAsStream("answers/" + name)) {
                String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                int firstLine = content.indexOf('\n');
                var keywords = new ArrayList<Pattern>();
                for (String word :
                        content.substring("keywords:".length(), firstLine).split(",", -1)) {
                    if (!word.isBlank()) {
                        keywords.add(Pattern.compile("(?U)(?<!\\w)" + Pattern.quote(word.strip())));
                    }
                }
                return new Template(
                        List.copyOf(keywords), content.substring(firstLine).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int hits(String question) {
            return (int) keywords.stream()
                    .filter(keyword -> keyword.matcher(question).find())
                    .count();
        }

        String fill(String question, String model) {
            return text.replace("{question}", question.isEmpty() ? "…" : question)
                    .replace("{model}", model);
        }
    }
}
