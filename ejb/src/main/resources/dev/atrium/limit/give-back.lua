-- Takes a request out of the windows again.
--
-- KEYS     the windows
-- ARGV[1]  what the request is called
-- then for each window its kind: log or counter
for i, key in ipairs(KEYS) do
    if ARGV[i + 1] == 'log' then
        redis.call('ZREM', key, ARGV[1])
    elseif redis.call('EXISTS', key) == 1 then
        redis.call('DECR', key)
    end
end
return 1
