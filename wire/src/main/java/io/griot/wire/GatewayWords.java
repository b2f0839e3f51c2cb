package io.griot.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoints of a controller belong to the payment gateway and refuse in its words instead of by
 * problem documents: {@code {"code", "error"}} for what is wrong with a request, {@code {"detail"}}
 * otherwise. Both may be followed by {@code errors}, one for each bad field.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayWords {}
