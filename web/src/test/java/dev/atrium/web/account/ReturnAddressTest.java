package dev.atrium.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat", "/chat/0190a1b2?x=1&y=%2F%2Fother.example", "/chat#end"})
    void leads_back_to_pages_of_this_site(String from) {
        assertThat(ReturnAddress.orStart(from)).isEqualTo(from);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "chat",
                "//other.example/",
                "/\\other.example/",
                "\\/other.example",
                "https://other.example/",
                "javascript:alert(1)",
                "/chat\r\nSet-Cookie: a=b",
                "/\t/other.example"
            })
    void leads_to_the_start_page_instead_of_anywhere_else(String from) {
        assertThat(ReturnAddress.orStart(from)).isEqualTo("/");
    }
}
