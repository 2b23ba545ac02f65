-- One row per entered source and source at the same web address, whatever its protocol, the "www."
-- before it, and the slash or place in the page behind it.
with addresses as (
    select
        'entered' as origin,
        source_id,
        url,
    from entered.sources
    union all
    select
        'known' as origin,
        source_id,
        url,
    from main.sources
),
bare as (
    select
        origin,
        source_id,
        rtrim(
            regexp_replace(
                regexp_replace(lower(trim(url)), '^(https?://)?(www\.)?', ''), '#.*$', ''
            ),
            '/'
        ) as address,
    from addresses
    where url is not null
)
select
    typed.source_id as place,
    'sources' as table_name,
    known.source_id as row_id,
    'It has the same web address.' as why,
from bare as typed
inner join bare as known on known.address = typed.address
where typed.origin = 'entered'
    and known.origin = 'known'
    and typed.address <> ''
