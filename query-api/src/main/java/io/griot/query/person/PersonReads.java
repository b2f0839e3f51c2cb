package io.griot.query.person;

import io.griot.identity.access.Principal;
import io.griot.identity.device.Device;
import io.griot.identity.device.Devices;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Profiles;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.Allow;
import io.griot.wire.DeviceAnswer;
import io.griot.wire.Paging;
import io.griot.wire.PersonAnswer;
import io.griot.wire.Problem;
import io.griot.wire.ProfileAnswer;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows people to themselves, and to admins and auditors. Identity keeps them, so no view need be
 * waited for.
 */
@RestController
public class PersonReads {

  private static final int LONGEST_DEVICE = 255;

  private final People people;
  private final Profiles profiles;
  private final Devices devices;
  private final PhoneNumbers phones;
  private final Readers readers;

  PersonReads(
      People people, Profiles profiles, Devices devices, PhoneNumbers phones, Readers readers) {
    this.people = people;
    this.profiles = profiles;
    this.devices = devices;
    this.phones = phones;
    this.readers = readers;
  }

  @Operation(
      operationId = "accounts_users_list",
      summary = "The caller alone; everybody, newest first, for admins and auditors",
      tags = "accounts")
  @GetMapping("/accounts/users")
  ResponseEntity<List<PersonAnswer>> list(
      @Parameter(description = "Only who has this phone")
          @RequestParam(name = "phone_number", required = false)
          @Nullable String phoneNumber,
      Paging paging,
      Principal principal) {
    Reader reader = readers.of(principal);
    @Nullable String phone = phoneNumber == null ? null : phones.parse(phoneNumber).e164();
    @Nullable UUID before = paging.after(Uuids::find).orElse(null);
    List<Person> found;
    if (!reader.everything()) {
      found =
          people.find(reader.self()).stream()
              .filter(person -> phone == null || person.phoneNumber().equals(phone))
              .filter(_ -> before == null)
              .toList();
    } else if (phone != null) {
      found = before == null ? people.findByPhone(phone).stream().toList() : List.of();
    } else {
      found = people.newestFirst(paging.fetchSize(), before);
    }
    return paging.page(
        found.stream().map(PersonAnswer::of).toList(), person -> person.id().toString());
  }

  @Operation(operationId = "accounts_users_retrieve", summary = "One person", tags = "accounts")
  @GetMapping("/accounts/users/{id}")
  PersonAnswer retrieve(@PathVariable("id") UUID id, Principal principal) {
    return readable(id, principal)
        .flatMap(people::find)
        .map(PersonAnswer::of)
        .orElseThrow(PersonReads::noPerson);
  }

  @Operation(
      operationId = "accounts_users_profile_retrieve",
      summary = "All that a person is known by",
      tags = "accounts")
  @GetMapping("/accounts/users/{id}/profile")
  ProfileAnswer profile(@PathVariable("id") UUID id, Principal principal) {
    return readable(id, principal)
        .flatMap(profiles::find)
        .map(ProfileAnswer::of)
        .orElseThrow(PersonReads::noPerson);
  }

  @Operation(
      operationId = "accounts_users_devices_list",
      summary = "The caller's devices, newest first",
      tags = "accounts")
  @GetMapping("/accounts/users/devices")
  ResponseEntity<List<DeviceAnswer>> devices(Paging paging, Principal principal) {
    @Nullable UUID before = paging.after(Uuids::find).orElse(null);
    List<Device> found = devices.of(readers.of(principal).self(), paging.fetchSize(), before);
    ResponseEntity<List<Device>> page = paging.page(found, device -> device.key().toString());
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(found.stream().limit(paging.limit()).map(DeviceAnswer::of).toList());
  }

  @Operation(
      operationId = "accounts_users_devices_retrieve",
      summary = "One device of the caller's",
      tags = "accounts")
  @GetMapping("/accounts/users/devices/{id}")
  DeviceAnswer device(@PathVariable("id") String id, Principal principal) {
    if (id.length() > LONGEST_DEVICE || id.codePoints().anyMatch(Character::isISOControl)) {
      throw RefusedRequest.badField("id", "is no id of a device");
    }
    return devices
        .find(readers.of(principal).self(), id)
        .map(DeviceAnswer::of)
        .orElseThrow(Devices::notFound);
  }

  @Operation(
      operationId = "platform_admin_all_users_list",
      summary = "Everybody, newest first, with their roles",
      tags = "platform-admin")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/all-users")
  ResponseEntity<List<UserRecord>> everybody(Paging paging) {
    List<Person> found =
        people.newestFirst(paging.fetchSize(), paging.after(Uuids::find).orElse(null));
    return paging.page(
        found.stream().map(UserRecord::of).toList(), person -> person.id().toString());
  }

  private Optional<UUID> readable(UUID id, Principal principal) {
    Reader reader = readers.of(principal);
    return Optional.of(id).filter(_ -> reader.everything() || reader.self().equals(id));
  }

  private static RefusedRequest noPerson() {
    return new RefusedRequest(
        Problem.of(404, "PERSON_NOT_FOUND", "id", "There is no such person."));
  }
}
