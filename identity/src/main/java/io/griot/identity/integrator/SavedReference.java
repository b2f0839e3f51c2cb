package io.griot.identity.integrator;

/**
 * A reference that an integrator keeps for one of its customers.
 *
 * @param phoneNumber the customer's, in E.164
 * @param reference the policy, customer reference or meter
 */
public record SavedReference(long id, String alias, String phoneNumber, String reference) {}
