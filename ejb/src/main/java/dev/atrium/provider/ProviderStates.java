package dev.atrium.provider;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** The providers, for administrators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProviderStates {

    @Inject
    private ProviderHealth health;

    /** @throws Refusal {@link ErrorCode#FORBIDDEN} when the caller does not administer the organisation */
    public List<ProviderStatus> all(Caller caller) {
        if (!caller.admin()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Only administrators see the providers' state.");
        }
        return health.all();
    }
}
