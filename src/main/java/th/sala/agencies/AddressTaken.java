package th.sala.agencies;

import th.sala.law.Refusal;

/// Refusal: somebody else has the address on one of the days.
public class AddressTaken extends Refusal {
    AddressTaken(String address) {
        super("agencies.refused.address-taken", address);
    }
}
