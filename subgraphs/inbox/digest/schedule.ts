import sql, { type Sql } from "sql-template-tag";

/** The next moment at which the digest of a row of inbox.digest_setting is due; null where none ever is. */
export const nextDue: Sql = sql`(
  SELECT CASE frequency
    WHEN 'DAILY' THEN (day + CASE WHEN day <= local THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE "timeZone"
    WHEN 'WEEKLY' THEN (inweek + CASE WHEN inweek <= local THEN interval '7 days' ELSE interval '0' END) AT TIME ZONE "timeZone"
  END
  FROM (SELECT now() AT TIME ZONE "timeZone" AS local) l, LATERAL (
    SELECT date_trunc('day', local) + make_interval(hours => hour) AS day,
      date_trunc('week', local) + make_interval(days => weekday - 1, hours => hour) AS inweek) d)`;
