package dev.atrium.rest;

import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Has Payara switch fault tolerance on. In an EAR it looks for the annotations in the web modules alone; finding none, it would
 * pass over those on the beans of the ejb module without a word, and no call of a provider would be retried. Nothing uses this type.
 */
@Timeout
interface FaultToleranceMarker {}
