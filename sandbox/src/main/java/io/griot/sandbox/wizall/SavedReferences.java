package io.griot.sandbox.wizall;

import io.griot.sandbox.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The references of one utility that people keep under a name; guarded by the gateway's lock. The
 * document writes some as numbers and some as strings, and not always under one field.
 */
final class SavedReferences {
  private record Saved(long id, String alias, long msisdn, String reference) {}

  private final String sentAs;
  private final String addedAs;
  private final String listedAs;
  private final boolean addedAsNumber;
  private final boolean listedAsNumber;
  private final List<Saved> saved = new ArrayList<>();
  private long nextId = 1;

  private SavedReferences(
      String sentAs,
      String addedAs,
      boolean addedAsNumber,
      String listedAs,
      boolean listedAsNumber) {
    this.sentAs = sentAs;
    this.addedAs = addedAs;
    this.listedAs = listedAs;
    this.addedAsNumber = addedAsNumber;
    this.listedAsNumber = listedAsNumber;
  }

  static SavedReferences ofSenelec() {
    return new SavedReferences("police", "police", false, "police", false);
  }

  /** The document's list of references says "police" although none is one. */
  static SavedReferences ofSde() {
    return new SavedReferences("reference", "reference", true, "police", false);
  }

  static SavedReferences ofWoyofal() {
    return new SavedReferences("compteur", "compteur", true, "compteur", true);
  }

  /** The field in which a new one is sent. */
  String sentAs() {
    return sentAs;
  }

  ArrayNode list(long msisdn) {
    ArrayNode list = Json.array();
    saved.stream()
        .filter(one -> one.msisdn() == msisdn)
        .forEach(one -> list.add(shown(one, listedAs, listedAsNumber)));
    return list;
  }

  ObjectNode add(String alias, long msisdn, String reference) {
    Saved one = new Saved(nextId++, alias, msisdn, reference);
    saved.add(one);
    return shown(one, addedAs, addedAsNumber);
  }

  boolean remove(String id) {
    return saved.removeIf(one -> Long.toString(one.id()).equals(id));
  }

  void keep(long id, String alias, long msisdn, String reference) {
    saved.add(new Saved(id, alias, msisdn, reference));
    nextId = Math.max(nextId, id + 1);
  }

  void clear() {
    saved.clear();
    nextId = 1;
  }

  private static ObjectNode shown(Saved one, String field, boolean asNumber) {
    ObjectNode node =
        Json.object().put("id", one.id()).put("alias", one.alias()).put("msisdn", one.msisdn());
    if (asNumber && one.reference().matches("[0-9]{1,18}")) {
      return node.put(field, Long.parseLong(one.reference()));
    }
    return node.put(field, one.reference());
  }
}
