/*
 * A message is read once, but its row is written some ten times: claimed, sent, delivered, opened. Of rows longer than 2 KB the body lies
 * beside the row from now on and is neither copied nor read with it: 0.5 KB a row instead of 2.7. Rows that are there stay as they are.
 */
ALTER TABLE "outreach_emails" SET (toast_tuple_target = 1024);
