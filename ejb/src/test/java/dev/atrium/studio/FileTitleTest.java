package dev.atrium.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileTitleTest {

    @Test
    void a_name_is_the_beginning_of_the_text_by_whole_words() {
        assertThat(FileTitle.of("A fox\n in the  snow.", "-2.png")).isEqualTo("A fox in the snow-2.png");
        assertThat(FileTitle.of("word ".repeat(30), ".mp3"))
                .isEqualTo("word ".repeat(12).strip() + ".mp3");
        assertThat(FileTitle.of("x".repeat(100), ".mp3")).isEqualTo("x".repeat(60) + ".mp3");
    }

    @Test
    void nothing_of_a_text_becomes_a_folder_or_half_a_character() {
        assertThat(FileTitle.of("day/night \\ ../etc", ".png")).isEqualTo("day night .. etc.png");
        assertThat(FileTitle.of("🙂".repeat(80), ".png")).isEqualTo("🙂".repeat(60) + ".png");
        assertThat(FileTitle.of("...", ".png")).isEqualTo("file.png");
    }
}
