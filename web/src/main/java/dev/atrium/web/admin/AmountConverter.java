package dev.atrium.web.admin;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.math.BigDecimal;
import java.util.ResourceBundle;
import org.omnifaces.util.Messages;

/**
 * Amounts of credits as people write them: with a point or a comma before the decimals, and nothing between thousands, since nobody should pay
 * 2500 for 2.500.
 */
@FacesConverter("atrium.Amount")
public class AmountConverter implements Converter<BigDecimal> {

    @Override
    public BigDecimal getAsObject(FacesContext context, UIComponent component, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String number = text.strip().replace(',', '.');
        if (!number.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            ResourceBundle texts = context.getApplication().getResourceBundle(context, "i18n");
            throw new ConverterException(Messages.create(texts.getString("admin.amount.wrong"))
                    .error()
                    .get());
        }
        return new BigDecimal(number);
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }
}
