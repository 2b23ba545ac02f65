-- One row per entered site or source and another of the table whose name reads alike: the same
-- letters and digits, or nearly so (Jaro-Winkler similarity of at least 0.94) with the same digits,
-- since a report of 2016 is none of 2017. Names with other first letters are not compared.
with names as (
    select
        'entered' as origin,
        'sites' as table_name,
        site_id as row_id,
        unnest([name, short_name]) as name,
    from entered.sites
    union all
    select
        'known' as origin,
        'sites' as table_name,
        site_id as row_id,
        unnest([name, short_name]) as name,
    from main.sites
    union all
    select
        'entered' as origin,
        'sources' as table_name,
        source_id as row_id,
        title as name,
    from entered.sources
    union all
    select
        'known' as origin,
        'sources' as table_name,
        source_id as row_id,
        title as name,
    from main.sources
),
folded as (
    select
        *,
        regexp_replace(strip_accents(lower(name)), '[^\p{L}\p{N}]+', '', 'g') as letters,
        regexp_replace(name, '[^0-9]+', ' ', 'g') as digits,
    from names
    where name is not null
)
select distinct
    typed.row_id as place,
    typed.table_name,
    known.row_id,
    'Its name reads like “' || known.name || '”.' as why,
from folded as typed
inner join folded as known
    on known.table_name = typed.table_name
    and known.letters[:1] = typed.letters[:1]
    and known.digits = typed.digits
where typed.origin = 'entered'
    and known.origin = 'known'
    and length(typed.letters) >= 4
    and (
        known.letters = typed.letters
        or (
            abs(length(known.letters) - length(typed.letters)) <= 6
            and jaro_winkler_similarity(known.letters, typed.letters) >= 0.94
        )
    )
