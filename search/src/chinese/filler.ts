/** What a person says around the work they look for. Longest first by the engine of expressions' own order. */
const WORDS =
  '我想找一个 我想找个 我想找 想找一个 想找一份 想找个 想找份 想找 有没有 有没得 有什么 有啥 哪里有 哪里 哪儿有 哪儿 哪有 哪个 哪家 谁家 哪块 在哪 帮我找 帮我 给我找 给我 找一个 找一份 找个 找份 找点 找 我要 我会 我能 我在 我是 我有 我以前 我家 我们 俺们 俺 我 招聘 招工 招人 诚聘 高薪 聘请 诚招 直招 招 聘 请问 请 求职 求 急需 应聘 的工作 的活儿 的活 的岗位 的地方 的人 工作岗位 岗位 职位 工作 活儿 干活 的 吗 呢 吧 啊 呀 嘛 么 哦 了 想要 想去 想做 想干 想当 想 要 需要 可以 能不能 能够 会不会 能 会 可 都行 就行 也行 都可以 行 以前 之前 从前 原来 干过 做过 干了 做了 干 当过 现在 今年 打算 准备 就是 这边 那边 这里 那里 这儿 那儿 一带 上班 打工 谋生 挣钱 赚钱 的话 或者 还有 和 跟 与 及 以及 比较 最好 有点 一点 一份 一个 什么 啥 适合 家里 村里 镇上 县里 县城 城里 老家 好几年 几年 多年 多 些 点 在 去 到 来 从 往 靠 给 把 被 让 也 还 就 又 很 太 有 是 个 谁 人 师傅 厂里 公司 单位 老板 最近 目前 一直 只 但 但是 因为 所以 你好 您好 谢谢 麻烦 推荐 介绍 看看 问问 问一下 问 咨询 联系 电话 信息 老婆 老公 对象 爸妈 父母 儿子 女儿 工资高 待遇好 钱多 不要 除外 查 搜 搜索 查找 哈 喔 嗯 哎 那个 这个 之类 等 等等 学过 学 过 일자리 구함 구합니다 구인 알바 채용 모집 찾아요 찾습니다 하는 일 jobs job work wanted needed hiring vacancy vacancies looking for near me a an the'
    .split(' ')
    .sort((a, b) => b.length - a.length);
const FILLER = new RegExp(WORDS.map((word) => (/^[a-z]/.test(word) ? `\\b${word}\\b` : word)).join('|'), 'g');
const RUN = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/** What is left of a text once nothing but filler is taken away: words of two characters and more. */
export function leftOver(text: string): string[] {
  const left = text.replace(FILLER, ' ').match(RUN) ?? [];
  return [...new Set(left.filter((word) => word.length > 1))];
}
