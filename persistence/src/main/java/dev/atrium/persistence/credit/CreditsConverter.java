package dev.atrium.persistence.credit;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Credits are stored as whole micro-credits. */
@Converter(autoApply = true)
public class CreditsConverter implements AttributeConverter<Credits, Long> {

    @Override
    public Long convertToDatabaseColumn(Credits credits) {
        return credits == null ? null : credits.micro();
    }

    @Override
    public Credits convertToEntityAttribute(Long micro) {
        return micro == null ? null : Credits.ofMicro(micro);
    }
}
