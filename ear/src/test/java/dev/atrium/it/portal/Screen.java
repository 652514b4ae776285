package dev.atrium.it.portal;

/** What the portal is looked at on. Sizes in CSS pixels. */
enum Screen {
    DESKTOP(1440, 900),
    TABLET(1024, 768),
    PHONE(390, 844);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
