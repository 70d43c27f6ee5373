package th.sala.agencies;

import th.sala.law.Refusal;

/// Refusal: the person has this authority already on one of the days.
public class AlreadyAuthorised extends Refusal {
    AlreadyAuthorised() {
        super("agencies.refused.already-authorised");
    }
}
