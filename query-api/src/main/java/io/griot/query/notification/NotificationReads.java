package io.griot.query.notification;

import io.griot.core.id.AccountId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.notification.NotificationFinder;
import io.griot.projection.notification.NotificationFinder.Place;
import io.griot.projection.notification.NotificationView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.ReadableWallets;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows people and enterprises what they are told of. */
@RestController
@Tag(name = "notifications")
public class NotificationReads {

  private static final String KEY_SEPARATOR = "-";

  private final NotificationFinder notifications;
  private final ReadableWallets wallets;
  private final Readers readers;
  private final Freshness freshness;

  NotificationReads(
      NotificationFinder notifications,
      AccountFinder accounts,
      Readers readers,
      Freshness freshness) {
    this.notifications = notifications;
    this.wallets = new ReadableWallets(accounts);
    this.readers = readers;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "notifications_notifications_list",
      summary =
          "Money that moved, grants, disputes and bill payments of the caller and their businesses")
  @GetMapping("/notifications/notifications")
  ResponseEntity<List<NotificationAnswer>> list(
      Paging paging, MinPosition least, Principal principal) {
    freshness.require(least, Views.NOTIFICATIONS, Views.ENTRIES, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    List<AccountId> theirs = wallets.chosen(null, reader);
    List<NotificationView> fetched =
        notifications.of(
            owners(principal, reader),
            theirs,
            paging.after(NotificationReads::place).orElse(Place.BEGINNING),
            paging.fetchSize());
    ResponseEntity<List<NotificationView>> page =
        paging.page(fetched, told -> told.position() + KEY_SEPARATOR + told.line());
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(fetched.stream().limit(paging.limit()).map(NotificationAnswer::of).toList());
  }

  private static List<Owner> owners(Principal principal, Reader reader) {
    return switch (principal) {
      case Principal.OfPerson _ ->
          Stream.<Owner>concat(
                  Stream.of(new Owner.User(reader.self())),
                  reader.businesses().stream().map(Owner.Business::new))
              .toList();
      case Principal.OfEnterprise _, Principal.OfIntegrator _ ->
          List.of(new Owner.Enterprise(reader.self()));
    };
  }

  private static Optional<Place> place(String key) {
    int separator = key.indexOf(KEY_SEPARATOR);
    return separator < 0
        ? Optional.empty()
        : Positions.find(key.substring(0, separator))
            .flatMap(
                position ->
                    Positions.find(key.substring(separator + 1))
                        .map(line -> new Place(position, (int) Math.min(line, Integer.MAX_VALUE))));
  }
}
