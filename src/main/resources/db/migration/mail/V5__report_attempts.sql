-- How often reading a mail for a report of delivery was begun and did not end.

CREATE TABLE mail.report_attempt (
    agency_id uuid NOT NULL,
    mail      uuid NOT NULL,
    attempts  int  NOT NULL,
    PRIMARY KEY (agency_id, mail)
);
SELECT isolation.isolate('mail.report_attempt');
