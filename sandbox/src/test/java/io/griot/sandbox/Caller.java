package io.griot.sandbox;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.exchange.Line;
import io.griot.sandbox.wizall.WizallCredentials;
import java.util.HashMap;
import java.util.Map;

/** Speaks with a sandbox in the providers' words, with good credentials. */
final class Caller {
  private final Sandbox sandbox;
  private final Map<String, String> extra;
  private String token;

  private Caller(Sandbox sandbox, String token, Map<String, String> extra) {
    this.sandbox = sandbox;
    this.token = token;
    this.extra = extra;
  }

  static Caller of(Sandbox sandbox) {
    Caller caller = new Caller(sandbox, "", Map.of());
    caller.renew();
    return caller;
  }

  /** Orders a fault for each call. */
  Caller with(String fault) {
    return new Caller(sandbox, token, Map.of(Line.FAULT_HEADER, fault));
  }

  void renew() {
    WizallCredentials credentials = sandbox.wizallCredentials();
    token =
        Wire.send(
                sandbox.wizallUrl(),
                "POST",
                "/token/",
                Map.of("content-type", "application/json"),
                "{\"username\":\"%s\",\"password\":\"%s\"}"
                    .formatted(credentials.username(), credentials.password()))
            .json()
            .path("token")
            .stringValue();
  }

  String token() {
    return token;
  }

  Seen wizall(String method, String path, String body) {
    return Wire.send(
        sandbox.wizallUrl(), method, path, headers("Authorization", "Token " + token), body);
  }

  Seen regideso(String method, String path, String body) {
    return Wire.send(
        sandbox.regidesoUrl(), method, path, headers("x-api-key", sandbox.regidesoApiKey()), body);
  }

  Seen control(String method, String path, String body) {
    return Wire.send(sandbox.regidesoUrl(), method, "/_sandbox/" + path, Map.of(), body);
  }

  Seen paySenelec(String police, String numfacture, String montant, String pincode) {
    return wizall(
        "POST",
        "/senelecfactures/",
        """
        {"msisdn":"%s","police":"%s","numfacture":"%s","montant":"%s","pincode":"%s"}
        """
            .formatted(sandbox.wizallCredentials().msisdn(), police, numfacture, montant, pincode));
  }

  Seen paySenelec(String police, String numfacture, long montant) {
    return paySenelec(
        police, numfacture, Long.toString(montant), sandbox.wizallCredentials().pincode());
  }

  Seen paySde(String client, String facture, long montant) {
    return wizall(
        "POST",
        "/sde/",
        """
        {"msisdn":"%s","reference_client":"%s","reference_facture":"%s","montant":"%d","pincode":"%s"}
        """
            .formatted(
                sandbox.wizallCredentials().msisdn(),
                client,
                facture,
                montant,
                sandbox.wizallCredentials().pincode()));
  }

  Seen woyofal(String compteur, long amount) {
    return wizall(
        "POST",
        "/achatwoyofal/",
        """
        {"msisdn":"%s","compteur":"%s","amount":"%d","pincode":"%s"}
        """
            .formatted(
                sandbox.wizallCredentials().msisdn(),
                compteur,
                amount,
                sandbox.wizallCredentials().pincode()));
  }

  Seen airtime(String receiver, long amount, String carrier) {
    return wizall(
        "POST",
        "/airtime/",
        """
        {"msisdn":"%s","receveurmsisdn":"%s","amount":"%d","reseau":"%s"}
        """
            .formatted(sandbox.wizallCredentials().msisdn(), receiver, amount, carrier));
  }

  /** The amount and the bills as they are to stand in the JSON. */
  Seen payRegideso(String province, String client, String amount, String bills) {
    return regideso(
        "POST",
        "/api/factures",
        """
        {"ref_client":"%s","amount":%s,"date_payement":"2026-11-22 10:00:00","province":"%s",
         "opérateur":"FINCA","bills":%s}
        """
            .formatted(client, amount, province, bills));
  }

  Seen readRegideso(String province, String client) {
    return regideso("GET", "/api/factures?ref_client=" + client + "&province=" + province, "");
  }

  private Map<String, String> headers(String name, String value) {
    Map<String, String> headers = new HashMap<>(extra);
    headers.put("content-type", "application/json");
    headers.put(name, value);
    return headers;
  }
}
