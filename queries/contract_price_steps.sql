-- One row per amount in pounds of a contract, and per statement about pounds that another source
-- disagrees with at its site, whatever is selected; by contract, then as they are drawn.
-- Key: contract_id, row_id
-- has_every_step: the contract's advertised value, ceiling and winning bid are all stated. scale says
-- what may stand on one axis: the price as advertised, capped and bid; the value of the first year;
-- single amounts, which the sources do not add up; a statement in words. step_gbp is computed: how
-- far a price lies below the one before it, in the order in which they are drawn.
with statements as (
    select
        contract_fates.contract_id,
        conflicts.conflict_id || unnest(['-a', '-b']) as row_id,
        conflicts.topic,
        unnest([conflicts.statement_a, conflicts.statement_b]) as words,
        unnest([conflicts.source_a, conflicts.source_b]) as source_id,
        conflicts.resolution,
    from conflicts
    inner join contract_fates on contract_fates.site_id = conflicts.site_id
    where contains(conflicts.statement_a || conflicts.statement_b, 'pounds')
),

stated as (
    select
        contract_figures.contract_id,
        contract_figures.figure_id as row_id,
        case
            when contract_figures.figure in ('advertised_value', 'maximum_bid', 'winning_bid')
                then 'price'
            when contract_figures.figure = 'first_year_value' then 'first_year'
            else 'apart'
        end as scale,
        contract_figures.figure_id,
        contract_figures.figure,
        figures.label as figure_name,
        figures.sort_order as figure_order,
        contract_figures.value,
        contract_figures.unit,
        contract_figures.note,
        contract_figures.source_id,
        contract_figures.locator,
    from contract_figures
    inner join categories as figures
        on figures.table_name = 'contract_figures'
        and figures.field = 'figure'
        and figures.value = contract_figures.figure
    where contract_figures.unit = 'gbp'
    union all by name
    select contract_id, row_id, 'words' as scale, topic, words, resolution, source_id
    from statements
),

placed as (
    select
        stated.*,
        list_position(['price', 'first_year', 'apart', 'words'], scale) as scale_order,
        if(
            scale = 'price',
            list_position(['advertised_value', 'maximum_bid', 'winning_bid'], figure),
            null
        ) as step_order,
        count(distinct if(scale = 'price', figure, null)) over (partition by contract_id) = 3
            as has_every_step,
    from stated
)

select
    placed.contract_id,
    placed.row_id,
    placed.has_every_step,
    contract_fates.contract_label,
    contract_fates.status,
    contract_fates.status_name,
    contract_fates.years,
    contract_fates.basis_name,
    contract_fates.what_happened,
    told.publisher as story_publisher,
    told.published as story_published,
    told.url as story_url,
    placed.scale,
    placed.figure_id,
    placed.figure,
    placed.figure_name,
    placed.value,
    placed.unit,
    if(
        placed.scale = 'price',
        lag(placed.value) over (
            partition by placed.contract_id, placed.scale
            order by placed.step_order, placed.row_id
        ) - placed.value,
        null
    ) as step_gbp,
    placed.note,
    placed.topic,
    placed.words,
    placed.resolution,
    placed.source_id,
    placed.locator,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    types.label as type_name,
from placed
inner join contract_fates on contract_fates.contract_id = placed.contract_id
inner join sources as told on told.source_id = contract_fates.source_id
inner join sources on sources.source_id = placed.source_id
inner join categories as types
    on types.table_name = 'sources' and types.field = 'type' and types.value = sources.type
order by
    placed.contract_id,
    placed.scale_order,
    placed.step_order,
    placed.figure_order,
    folded(placed.topic),
    placed.row_id
