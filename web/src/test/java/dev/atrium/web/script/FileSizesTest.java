package dev.atrium.web.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code core/bytes.js}. */
class FileSizesTest {

    private static Scripts scripts;
    private static Value bytes;

    @BeforeAll
    static void load() {
        scripts = new Scripts();
        bytes = scripts.module("core/bytes.js");
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, byte",
        "1023, 1023, byte",
        "1024, 1, kilobyte",
        "1536, 1.5, kilobyte",
        "1048575, 1, megabyte",
        "26214400, 25, megabyte",
        "10737418240, 10, gigabyte",
        "10995116277760, 10240, gigabyte"
    })
    void are_in_the_largest_unit_that_there_is_one_of(long size, double amount, String unit) {
        Value found = bytes.invokeMember("inUnits", size);
        assertThat(found.getMember("amount").asDouble()).isEqualTo(amount);
        assertThat(found.getMember("unit").asString()).isEqualTo(unit);
    }
}
