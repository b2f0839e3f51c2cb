-- A wallet's state says what is frozen: those from before are made anew from their events.

DELETE FROM ledger.snapshot WHERE stream LIKE 'wallet:%';
