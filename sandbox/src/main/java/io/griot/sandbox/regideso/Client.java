package io.griot.sandbox.regideso;

import java.util.List;

/** A customer in a province; guarded by the provider's lock. */
record Client(String province, String refClient, String name, List<RegidesoBill> bills) {}
