package io.griot.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a request's JSON body to a parameter of type {@link Fields}, or of type {@link ObjectList}
 * if the body is a list.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonBody {

  /** The largest body that is read; a larger one is 413. */
  int limitBytes() default ONE_MEBIBYTE;

  /** Whether a request without a body is an error, or an empty object. */
  boolean required() default true;

  /** The limit of ordinary requests. */
  int ONE_MEBIBYTE = 1024 * 1024;

  /** The limit of bulk requests. */
  int FOUR_MEBIBYTES = 4 * ONE_MEBIBYTE;
}
