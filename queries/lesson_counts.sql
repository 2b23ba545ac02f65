-- One row per theme: how many lessons of the selection meet every choice but that of a theme.
-- Key: theme
-- $lesson_site, $fate and $lesson_words as in queries/lesson_list.sql. n_lessons obeys them all; what
-- is counted by fate obeys all but $fate, and a lesson counts under each fate of its site's contracts.
-- n_without_fate are general lessons, which have no site, and those of national groups. n_all counts
-- the whole set.
with chosen as (
    select
        selected_lessons.theme,
        ifnull(selected_fates.of_contracts, []) as of_contracts,
    from selected_lessons
    left join selected_fates on selected_fates.site_id = selected_lessons.site_id
    where $lesson_site in ('all', selected_lessons.site_id)
        and has_each_word(selected_lessons.words, $lesson_words::varchar[])
),

counted as (
    select
        theme,
        count(*) filter ($fate = 'any' or list_contains(of_contracts, $fate)) as n_lessons,
        count(*) filter (list_contains(of_contracts, 'abandoned_or_terminated'))
            as n_abandoned_or_terminated,
        count(*) filter (list_contains(of_contracts, 'live_or_ended')) as n_live_or_ended,
        count(*) filter (list_contains(of_contracts, 'no_signature')) as n_no_signature,
        count(*) filter (list_contains(of_contracts, 'unknown')) as n_unknown,
        count(*) filter (list_contains(of_contracts, 'no_contract')) as n_no_contract,
        count(*) filter (len(of_contracts) = 0) as n_without_fate,
    from chosen
    group by theme
),

whole as (
    select theme, count(*) as n_all
    from lesson_details
    group by theme
)

select
    themes.value as theme,
    themes.label as theme_name,
    ifnull(counted.n_lessons, 0) as n_lessons,
    ifnull(counted.n_abandoned_or_terminated, 0) as n_abandoned_or_terminated,
    ifnull(counted.n_live_or_ended, 0) as n_live_or_ended,
    ifnull(counted.n_no_signature, 0) as n_no_signature,
    ifnull(counted.n_unknown, 0) as n_unknown,
    ifnull(counted.n_no_contract, 0) as n_no_contract,
    ifnull(counted.n_without_fate, 0) as n_without_fate,
    ifnull(whole.n_all, 0) as n_all,
from categories as themes
left join counted on counted.theme = themes.value
left join whole on whole.theme = themes.value
where themes.table_name = 'lessons' and themes.field = 'theme'
order by themes.sort_order
