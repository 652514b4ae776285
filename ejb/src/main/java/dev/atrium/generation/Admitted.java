package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a generation of a service if the limits have room for it: the first parameter of the method is the caller, its result the running
 * generation. What the method refuses is not counted.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Admitted {

    /** The service whose limit counts. */
    @Nonbinding
    Generation.Service value() default Generation.Service.TEXT;
}
