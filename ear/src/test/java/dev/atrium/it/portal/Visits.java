package dev.atrium.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.it.api.Installation;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its {@link Visitor}, and fails it when the visitor has something to complain of in the end. */
final class Visits implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Visits.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Visitor resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Chromium.class, type -> Chromium.launch(), Chromium.class);
        Visitor visitor = new Visitor(Installation.of(context).uri(), chromium.browser());
        context.getStore(NAMESPACE).put(Visitor.class, visitor);
        return visitor;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (Visitor visitor = context.getStore(NAMESPACE).remove(Visitor.class, Visitor.class)) {
            if (context.getExecutionException().isPresent()) {
                visitor.takesPicture("failed-" + context.getRequiredTestMethod().getName());
            }
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
