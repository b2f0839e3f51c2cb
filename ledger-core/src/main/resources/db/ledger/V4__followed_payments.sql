-- What the carriers of bill payments follow, so that they need not read all other events after a start.

CREATE INDEX followed_payments ON ledger.event (position)
 WHERE type IN ('BillPaymentRequested', 'BillPaymentOutcomeUnknown');
