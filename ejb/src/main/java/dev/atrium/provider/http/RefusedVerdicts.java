package dev.atrium.provider.http;

import dev.atrium.provider.api.ModerationResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for verdicts on texts. */
@Dependent
public class RefusedVerdicts extends RefusedCall<ModerationResult> {}
