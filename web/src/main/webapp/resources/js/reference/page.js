/** The reference of the API, which Swagger UI draws from the OpenAPI document of this very server. */
const context = document.querySelector('meta[name="atrium-context"]').content;

SwaggerUIBundle({
    url: `${context}/openapi`,
    dom_id: '#reference',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    filter: true,
    persistAuthorization: false,
    tryItOutEnabled: false,
    // It would show the document to a checker on the internet.
    validatorUrl: 'none',
});
