package dev.atrium.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which part of a list a request asks for. */
public class Paging {

    private static final int MOST = 100;

    @QueryParam("limit")
    @DefaultValue("20")
    @Min(value = 1, message = "must be at least {value}")
    @Max(value = MOST, message = "must be at most {value}")
    private int limit;

    @QueryParam("offset")
    @DefaultValue("0")
    @Min(value = 0, message = "must be at least {value}")
    private int offset;

    public int limit() {
        return limit;
    }

    public int offset() {
        return offset;
    }
}
