package dev.atrium.web.page;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.omnifaces.facesviews.FacesViewsForwardingFilter;

/**
 * Lets asynchronous requests through the filter of OmniFaces that stands before every address: the servlet specification lets a request be
 * asynchronous only when each filter on its way says so, and an answer of the API that streams is asynchronous.
 */
@WebListener
public class AsyncFilters implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getFilterRegistration(FacesViewsForwardingFilter.class.getName())
                instanceof FilterRegistration.Dynamic filter) {
            filter.setAsyncSupported(true);
        }
    }
}
