/**
 * What a call would cost at most, without making it: the same models, checks and prices as the call itself, and nothing is reserved. Its
 * door is {@link dev.atrium.estimate.EstimateService}.
 */
package dev.atrium.estimate;
