package dev.atrium.persistence.credit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ledger as one would write it down on paper: the reference that the real one is held against. Amounts in micro-credits. */
final class LedgerModel {

    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Map<UUID, Reservation> reservations = new HashMap<>();

    static final class Account {
        long balance;
        long reserved;
        final List<Source> sources = new ArrayList<>();
    }

    static final class Source {
        final Optional<Instant> expiresAt;
        long remaining;

        Source(Optional<Instant> expiresAt, long remaining) {
            this.expiresAt = expiresAt;
            this.remaining = remaining;
        }
    }

    record Reservation(UUID workspace, long amount) {}

    void give(UUID workspace, long amount, Optional<Instant> expiresAt) {
        account(workspace).balance += amount;
        account(workspace).sources.add(new Source(expiresAt, amount));
    }

    boolean correct(UUID workspace, long amount) {
        if (amount > 0) {
            give(workspace, amount, Optional.empty());
            return true;
        }
        if (available(workspace) < -amount) {
            return false;
        }
        spend(workspace, -amount);
        return true;
    }

    boolean reserve(UUID id, UUID workspace, long amount) {
        if (available(workspace) < amount) {
            return false;
        }
        account(workspace).reserved += amount;
        reservations.put(id, new Reservation(workspace, amount));
        return true;
    }

    /** Charges a part of what a reservation holds, none of it where it is given back, and ends it. */
    boolean resolve(UUID id, long captured, Instant now) {
        Reservation reservation = reservations.remove(id);
        if (reservation == null) {
            return false;
        }
        account(reservation.workspace()).reserved -= reservation.amount();
        spend(reservation.workspace(), captured);
        expire(reservation.workspace(), now);
        return true;
    }

    long held(UUID id) {
        return reservations.containsKey(id) ? reservations.get(id).amount() : 0;
    }

    long captureExcess(UUID workspace, long amount) {
        long charged = Math.min(amount, available(workspace));
        spend(workspace, charged);
        return charged;
    }

    long expire(UUID workspace, Instant now) {
        long before = account(workspace).balance;
        for (Source source : inOrder(workspace)) {
            if (source.expiresAt.filter(expiry -> !expiry.isAfter(now)).isPresent()) {
                spend(workspace, Math.min(source.remaining, available(workspace)));
            }
        }
        return before - account(workspace).balance;
    }

    private void spend(UUID workspace, long amount) {
        account(workspace).balance -= amount;
        long missing = amount;
        for (Source source : inOrder(workspace)) {
            long taken = Math.min(missing, source.remaining);
            source.remaining -= taken;
            missing -= taken;
        }
    }

    private long available(UUID workspace) {
        return account(workspace).balance - account(workspace).reserved;
    }

    /** Balance, what is reserved, and what is left of each source in the order of consumption. */
    String state(UUID workspace) {
        String sources = inOrder(workspace).stream()
                .map(source -> String.valueOf(source.remaining))
                .collect(Collectors.joining(","));
        return account(workspace).balance + " " + account(workspace).reserved + " "
                + (sources.isEmpty() ? null : sources);
    }

    private List<Source> inOrder(UUID workspace) {
        return account(workspace).sources.stream()
                .sorted(Comparator.comparing(source -> source.expiresAt.orElse(Instant.MAX)))
                .toList();
    }

    private Account account(UUID workspace) {
        return accounts.computeIfAbsent(workspace, id -> new Account());
    }
}
