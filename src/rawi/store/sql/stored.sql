-- Articles in their latest version, as `reading.stored` takes them; a list of numbers names them by the column in braces.
SELECT a.key, a.arrival, a.external, a.first_seen, a.versions, v.number, v.extractor, v.page, v.body, f.data
FROM article AS a
JOIN version AS v ON v.id = a.latest
LEFT JOIN facts AS f ON f.version = a.latest
WHERE a.{column} IN (SELECT value FROM json_each(?))
