package io.griot.query.approval;

import io.griot.core.id.ApprovalId;
import io.griot.identity.person.Role;
import io.griot.projection.Views;
import io.griot.projection.approval.ApprovalFinder;
import io.griot.projection.approval.ApprovalView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.wire.Allow;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the staff what needs a second admin. */
@RestController
@Tag(name = "platform-admin")
public class ApprovalReads {

  private final ApprovalFinder approvals;
  private final Freshness freshness;

  ApprovalReads(ApprovalFinder approvals, Freshness freshness) {
    this.approvals = approvals;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "platform_admin_approvals_list",
      summary = "What admins asked for that needs or needed a second one, newest first")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/approvals")
  ResponseEntity<List<ApprovalAnswer>> list(
      @Parameter(schema = @Schema(allowableValues = {"waiting", "granted", "declined"}))
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      Paging paging,
      MinPosition least) {
    @Nullable String wanted =
        status == null
            ? null
            : ApprovalView.status(status)
                .orElseThrow(
                    () ->
                        RefusedRequest.badField(
                            "status", "is none of waiting, granted and declined"));
    freshness.require(least, Views.APPROVALS);
    List<ApprovalView> fetched =
        approvals.list(
            wanted, paging.after(Positions::find).orElse(Long.MAX_VALUE), paging.fetchSize());
    ResponseEntity<List<ApprovalView>> page =
        paging.page(fetched, approval -> Long.toString(approval.position()));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(fetched.stream().limit(paging.limit()).map(ApprovalAnswer::of).toList());
  }

  @Operation(
      operationId = "platform_admin_approvals_retrieve",
      summary = "What an admin asked for, and how another decided")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/approvals/{id}")
  ApprovalAnswer retrieve(@PathVariable("id") UUID id, MinPosition least) {
    freshness.require(least, Views.APPROVALS);
    return approvals
        .find(new ApprovalId(id))
        .map(ApprovalAnswer::of)
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "APPROVAL_NOT_FOUND", "id", "There is no such approval.")));
  }
}
