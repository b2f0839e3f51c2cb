package io.griot.sandbox.regideso;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A payment that took place, under its number. */
record Transaction(
    String numAcquit,
    String province,
    String refClient,
    String nomClient,
    BigDecimal total,
    LocalDate paidOn,
    String operator) {}
