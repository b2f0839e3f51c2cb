package io.griot.query.account;

import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.identity.access.Principal;
import io.griot.identity.business.Business;
import io.griot.identity.business.Businesses;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.FieldFault;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows wallets. */
@RestController
@Tag(name = "wallets")
public class WalletReads {

  private static final Pattern LEGACY_NO = Pattern.compile("[0-9]{1,18}");
  private static final int WALLETS_SHOWN = 200;

  private final AccountFinder accounts;
  private final People people;
  private final PhoneNumbers phones;
  private final Businesses businesses;
  private final Readers readers;
  private final Freshness freshness;
  private final LookupLimit lookups;

  WalletReads(
      AccountFinder accounts,
      People people,
      PhoneNumbers phones,
      Businesses businesses,
      Readers readers,
      Freshness freshness,
      LookupLimit lookups) {
    this.accounts = accounts;
    this.people = people;
    this.phones = phones;
    this.businesses = businesses;
    this.readers = readers;
    this.freshness = freshness;
    this.lookups = lookups;
  }

  @Operation(
      operationId = "wallets_wallets_list",
      summary = "The caller's own wallets, newest first")
  @GetMapping("/wallets/wallets")
  ResponseEntity<List<WalletAnswer>> list(
      @Parameter(description = "Only the wallet known to others under this name")
          @RequestParam(name = "external_reference", required = false)
          @Nullable String externalReference,
      Paging paging,
      MinPosition least,
      Principal principal) {
    freshness.require(least, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    if (externalReference != null) {
      // PostgreSQL cannot even be asked for some of them.
      if (externalReference.codePoints().anyMatch(Character::isISOControl)) {
        throw RefusedRequest.badField(
            "external_reference", "has a control character; send it without");
      }
      return ResponseEntity.ok(
          accounts.findByExternalReference(externalReference).filter(reader::mayRead).stream()
              .map(WalletAnswer::of)
              .toList());
    }
    return page(accounts.walletsOf(reader.self(), before(paging), paging.fetchSize()), paging);
  }

  @Operation(
      operationId = "wallets_wallets_retrieve",
      summary = "The first wallet of an owner, or the wallet of that id")
  @GetMapping("/wallets/wallets/{user__id}")
  WalletAnswer retrieve(
      @Parameter(description = "The owner's id, or the wallet's") @PathVariable("user__id") UUID id,
      MinPosition least,
      Principal principal) {
    freshness.require(least, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    return accounts
        .firstWalletOf(id)
        .or(() -> accounts.find(new WalletId(id)))
        .filter(reader::mayRead)
        .map(WalletAnswer::of)
        .orElseThrow(() -> noWallet("user__id"));
  }

  @Operation(
      operationId = "wallets_wallets_public_list",
      summary = "The wallets of somebody else: their ids and a masked name, nothing more")
  @GetMapping("/wallets/wallets/public")
  List<PublicWallet> listPublic(
      @RequestParam(name = "phone_number", required = false) @Nullable String phoneNumber,
      @RequestParam(name = "user_id", required = false) @Nullable String userId,
      MinPosition least,
      Principal principal) {
    lookups.take(principal.actor());
    if (phoneNumber == null && userId == null) {
      throw new RefusedRequest(
          Problem.malformed(
              List.of(
                  new FieldFault(
                      "phone_number", FieldFault.MISSING_FIELD, "is missing; send it or user_id"),
                  new FieldFault(
                      "user_id",
                      FieldFault.MISSING_FIELD,
                      "is missing; send it or phone_number"))));
    }
    freshness.require(least, Views.ACCOUNTS);
    return person(phoneNumber, userId).filter(Person::isActive).stream()
        .flatMap(
            person ->
                accounts.walletsOf(person.id(), Long.MAX_VALUE, WALLETS_SHOWN).stream()
                    .map(WalletAnswer::of)
                    .map(wallet -> new PublicWallet(wallet.id(), person.maskedName())))
        .toList();
  }

  @Operation(
      operationId = "wallets_business_wallets_list",
      summary = "The wallets of the caller's businesses, newest first")
  @GetMapping("/wallets/business-wallets")
  ResponseEntity<List<WalletAnswer>> listOfBusinesses(
      Paging paging, MinPosition least, Principal principal) {
    freshness.require(least, Views.ACCOUNTS);
    return page(
        accounts.walletsOf(readers.of(principal).businesses(), before(paging), paging.fetchSize()),
        paging);
  }

  @Operation(
      operationId = "wallets_business_wallets_retrieve",
      summary = "The first wallet of a business, or the business wallet of that id")
  @GetMapping("/wallets/business-wallets/{business__id}")
  WalletAnswer retrieveOfBusiness(
      @Parameter(description = "The business's id or its older number, or the wallet's id")
          @PathVariable("business__id")
          String id,
      MinPosition least,
      Principal principal) {
    Optional<UUID> uuid = Uuids.find(id);
    if (uuid.isEmpty() && !LEGACY_NO.matcher(id).matches()) {
      throw RefusedRequest.badField(
          "business__id", "is neither the id of a business nor its older number");
    }
    freshness.require(least, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    return businesses
        .find(id)
        .map(Business::id)
        .flatMap(accounts::firstWalletOf)
        .or(() -> uuid.flatMap(wallet -> accounts.find(new WalletId(wallet))))
        .filter(WalletReads::isOfBusiness)
        .filter(reader::mayRead)
        .map(WalletAnswer::of)
        .orElseThrow(() -> noWallet("business__id"));
  }

  private Optional<Person> person(@Nullable String phoneNumber, @Nullable String userId) {
    @Nullable UUID id =
        userId == null
            ? null
            : Uuids.find(userId)
                .orElseThrow(() -> RefusedRequest.badField("user_id", "is not a person's id"));
    Optional<Person> person =
        phoneNumber == null
            ? Optional.ofNullable(id).flatMap(people::find)
            : people.findByPhone(phones.parse(phoneNumber).e164());
    return person.filter(found -> id == null || found.id().equals(id));
  }

  private static boolean isOfBusiness(AccountView wallet) {
    return wallet.owner() instanceof Owner.Business;
  }

  private static ResponseEntity<List<WalletAnswer>> page(List<AccountView> fetched, Paging paging) {
    ResponseEntity<List<AccountView>> page =
        paging.page(fetched, wallet -> Long.toString(wallet.openedPosition()));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(fetched.stream().limit(paging.limit()).map(WalletAnswer::of).toList());
  }

  private static long before(Paging paging) {
    return paging.after(Positions::find).orElse(Long.MAX_VALUE);
  }

  private static RefusedRequest noWallet(String field) {
    return new RefusedRequest(
        Problem.of(404, "WALLET_NOT_FOUND", field, "There is no such wallet."));
  }
}
