package io.griot.wire;

import io.griot.identity.person.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint: whoever has one of the roles, or anybody. An endpoint without it is for
 * every authenticated principal but integrators, who need to be allowed by name.
 *
 * <p>Auditors and reconcilers watch: whoever has one of these roles and not {@code ADMIN} is
 * refused at every method that writes, unless it allows that role by name or is for anyone.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {

  Role[] value() default {};

  /** Whether no credentials are needed. */
  boolean anyone() default false;
}
