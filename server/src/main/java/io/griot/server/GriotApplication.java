package io.griot.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that {@code griot serve} starts: the configuration classes beneath this package.
 */
@SpringBootApplication
public class GriotApplication {}
