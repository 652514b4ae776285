/**
 * Judgement of texts by a provider's policy: {@link dev.atrium.moderation.VerdictService} has them judged, and keeps neither them nor what came
 * of it, unless a request may be sent again with its key.
 */
package dev.atrium.moderation;
