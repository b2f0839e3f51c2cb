package io.griot.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that {@code griot serve} starts. */
@SpringBootApplication
public class GriotApplication {}
