package dev.atrium.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link Distribution} with the default settings to all test classes of a run that ask for it by a parameter. It is
 * started for the first one and stopped after the last, so tests bring users of their own and leave its settings alone.
 */
public final class SharedDistribution implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedDistribution.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Distribution.class;
    }

    @Override
    public Distribution resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Distribution.class, type -> Distribution.start(), Distribution.class);
    }
}
