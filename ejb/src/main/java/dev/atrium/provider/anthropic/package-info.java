/** Text from Anthropic. The door is the port, whose implementation is a bean. */
package dev.atrium.provider.anthropic;
