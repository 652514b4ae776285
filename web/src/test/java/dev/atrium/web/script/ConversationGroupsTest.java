package dev.atrium.web.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code chat/grouping.js}. */
class ConversationGroupsTest {

    private static Scripts scripts;
    private static Value grouping;

    @BeforeAll
    static void load() {
        scripts = new Scripts();
        grouping = scripts.module("chat/grouping.js");
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T00:00:00, today",
        "2026-03-10T23:59:00, today",
        "2026-03-11T08:00:00, today",
        "2026-03-09T23:59:59, yesterday",
        "2026-03-08T12:00:00, week",
        "2026-03-03T00:00:00, week",
        "2026-03-02T23:59:59, older",
        "2020-01-01T00:00:00, older"
    })
    void belong_to_the_day_of_the_readers_calendar(String updatedAt, String group) {
        Value now = scripts.evaluate("new Date('2026-03-10T15:00:00')");
        Value conversation = scripts.evaluate("({ pinned: false, updatedAt: '" + updatedAt + "' })");
        assertThat(grouping.invokeMember("groupOf", conversation, now).asString())
                .isEqualTo(group);
    }

    @Test
    void pinned_ones_come_first_and_the_newest_first_in_each_group() {
        scripts.evaluate("globalThis.conversations = ['2026-03-10T10:00', '2026-03-10T12:00', '2026-03-01T10:00'].map("
                + "(updatedAt, i) => ({ id: i, updatedAt, pinned: i === 2 }))");
        Value groups = grouping.invokeMember(
                "grouped", scripts.evaluate("conversations"), scripts.evaluate("new Date('2026-03-10T15:00:00')"));
        scripts.evaluate("(groups) => { globalThis.groups = groups }").execute(groups);
        assertThat(scripts.evaluate("[...groups].map(([g, m]) => g + m.map(c => c.id)).join(' ')")
                        .asString())
                .isEqualTo("pinned2 today1,0");
    }
}
