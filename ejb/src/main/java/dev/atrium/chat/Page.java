package dev.atrium.chat;

import java.util.List;

/** Some of a list's items, and how many there are in all. */
public record Page<T>(List<T> items, long total, int limit, int offset) {}
