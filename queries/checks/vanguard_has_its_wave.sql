-- One row per vanguard without the wave of its model and start, and per other site that has a wave.
with judged as (
    select
        site_id,
        wave,
        case
            when kind <> 'vanguard' and wave is not null
                then 'only vanguards were announced in a wave'
            when kind = 'vanguard' and wave is null then 'the vanguard has no wave'
            when kind = 'vanguard' and left(started, 7) <> wave
                then 'the vanguard did not start on the day its wave was announced'
            when kind = 'vanguard'
                and wave <> case model_type
                    when 'uec' then '2015-07'
                    when 'acc' then '2015-09'
                    else '2015-03'
                end
                then 'the vanguards of this model were announced in another wave'
        end as wrong,
    from sites
)
select
    'sites' as table_name,
    site_id as row_id,
    'wave' as field,
    wave as value,
    wrong,
    'correct the wave, the kind, the model of care or the start' as mend,
from judged
where wrong is not null
order by row_id
