package dev.atrium.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import dev.atrium.it.api.Installation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
        URI root = Installation.of(context).uri();
        Run run = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Run.class, type -> new Run(Chromium.launch(), new ArrayList<>()), Run.class);
        Visitor visitor = new Visitor(root, run.chromium().browser(), run.regular());
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

    /** What the tests of a run share: the browser and a user's cookies. */
    private record Run(Chromium chromium, List<Cookie> regular) implements AutoCloseable {

        @Override
        public void close() {
            chromium.close();
        }
    }
}
