package dev.atrium.account;

import dev.atrium.credit.Budgets;
import dev.atrium.mail.MailText;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.OneTimeTokenRepository;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.credit.BudgetRepository.Alert;
import dev.atrium.persistence.credit.BudgetRepository.Holder;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What is to be done for accounts from time to time, on whichever node comes first. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class AccountChores {

    @Inject
    private Budgets budgets;

    @Inject
    private UserRepository users;

    @Inject
    private OneTimeTokenRepository tokens;

    @Inject
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Tells whose budget is used to 80 % or 100 %, once each. */
    @Schedule(hour = "*", minute = "*", persistent = false)
    void alert() {
        budgets.takeAlerts().forEach(this::tell);
    }

    private void tell(Alert alert) {
        MailText text = alert.holder() == Holder.TOKEN ? MailText.BUDGET_TOKEN : MailText.BUDGET_MEMBER;
        Optional<String> language = users.findByEmail(alert.email()).flatMap(AppUser::language);
        outbox.add(text.to(
                alert.email(),
                language,
                alert.holderName(),
                alert.percent(),
                alert.spent().toString(),
                alert.limit().toString()));
    }

    @Schedule(hour = "3", minute = "41", persistent = false)
    void forgetTokens() {
        tokens.deleteSpent(clock.instant());
    }
}
