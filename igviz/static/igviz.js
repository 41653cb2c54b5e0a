/* igviz 8e703fa055585dacdc4c74ef8e4da29b47944471b08f60088a6df7e91c8641e6 */
"use strict";var igviz=(()=>{var ze=Object.defineProperty;var Pn=Object.getOwnPropertyDescriptor;var Mn=Object.getOwnPropertyNames;var Tn=Object.prototype.hasOwnProperty;var Fn=(t,e)=>{for(var n in e)ze(t,n,{get:e[n],enumerable:!0})},En=(t,e,n,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(let o of Mn(e))!Tn.call(t,o)&&o!==n&&ze(t,o,{get:()=>e[o],enumerable:!(r=Pn(e,o))||r.enumerable});return t};var $n=t=>En(ze({},"__esModule",{value:!0}),t);var Xr={};Fn(Xr,{mount:()=>J,report:()=>Sn,widget:()=>Yr});var O=class extends Error{name="FigureError"},Cn={u8:1,i8:1,f32:4};function de(t){return!t||typeof t=="object"&&Object.keys(t).length===0}async function me(t){let e=t;if(e?.kind!=="image"||e.version!==1){let n=`kind "${String(e?.kind)}", version ${String(e?.version)}`;throw new O(`This view draws image figures of version 1, not ${n}: update igviz.`)}return Nn(e)}async function Nn(t){let[e,n]=t.image?.shape??[];if(!(e>=1&&n>=1))throw new O("The figure holds no image.");let{path:r,steps:o}=t;ct("path",r.alphas,r.weights,r.scores,r.contributions),ct("steps",o.alphas,o.weights,o.signed_scale,o.cancelled_scale);let i=[e,n],a=[e,n,3],s=[o.alphas.length,e,n],[p,u,h,c,m,d,f]=await Promise.all([D("image",t.image,"u8",a),D("baseline",t.baseline,"u8",a),D("positive",t.positive,"f32",i),D("negative",t.negative,"f32",i),t.error?D("error",t.error,"f32",i):null,D("steps.signed",o.signed,"i8",s),D("steps.cancelled",o.cancelled,"u8",s)]),g=new Int8Array(d.buffer,d.byteOffset,d.length);return{...t,width:n,height:e,image:p,baseline:u,positive:De(h),negative:De(c),error:m&&De(m),steps:{alphas:o.alphas,weights:o.weights,signed:g,signedScale:o.signed_scale,...Rn(g,o.signed_scale,f,o.cancelled_scale)}}}function Rn(t,e,n,r){let o=e.length?t.length/e.length:0,i=new Uint8Array(t.length),a=new Float32Array(o),s=e.map((p,u)=>{let h=0;for(let m=0;m<o;m++){let d=u*o+m;a[m]=Math.abs(t[d])*p+n[d]*r[u],a[m]>h&&(h=a[m])}let c=h/255;if(c>0)for(let m=0;m<o;m++)i[u*o+m]=Math.round(a[m]/c);return c});return{absolute:i,absoluteScale:s}}function ct(t,...e){let n=e.map(r=>Array.isArray(r)?r.length:-1);if(n[0]<0||n.some(r=>r!==n[0]))throw new O(`The figure's ${t} holds lists of different lengths (${n}).`)}async function D(t,e,n,r){if(e?.dtype!==n||String(e.shape)!==String(r)){let a=e?`${e.dtype} [${e.shape}]`:"nothing";throw new O(`The figure's ${t} should be ${n} [${r}], not ${a}.`)}let o=typeof e.data=="string"?await Hn(e.data):In(e.data),i=r.reduce((a,s)=>a*s,Cn[n]);if(o.length!==i)throw new O(`The figure's ${t} holds ${o.length} bytes, not ${i}.`);return o}function In(t){return ArrayBuffer.isView(t)?new Uint8Array(t.buffer,t.byteOffset,t.byteLength):new Uint8Array(t)}async function Hn(t){let e=Uint8Array.from(atob(t),r=>r.charCodeAt(0)),n=new Blob([e]).stream().pipeThrough(new DecompressionStream("deflate"));return new Uint8Array(await new Response(n).arrayBuffer())}function De(t){let e=new Float32Array(t.slice().buffer);for(let n=0;n<e.length;n++)Number.isFinite(e[n])||(e[n]=0);return e}var xe,v,mt,Un,W,ut,ft,gt,bt,Be,Oe,We,Ln,te={},_t=[],Vn=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,ve=Array.isArray;function I(t,e){for(var n in e)t[n]=e[n];return t}function qe(t){t&&t.parentNode&&t.parentNode.removeChild(t)}function zn(t,e,n){var r,o,i,a={};for(i in e)i=="key"?r=e[i]:i=="ref"?o=e[i]:a[i]=e[i];if(arguments.length>2&&(a.children=arguments.length>3?xe.call(arguments,2):n),typeof t=="function"&&t.defaultProps!=null)for(i in t.defaultProps)a[i]===void 0&&(a[i]=t.defaultProps[i]);return ge(t,a,r,o,null)}function ge(t,e,n,r,o){var i={type:t,props:e,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:o??++mt,__i:-1,__u:0};return o==null&&v.vnode!=null&&v.vnode(i),i}function A(t){return t.children}function be(t,e){this.props=t,this.context=e}function B(t,e){if(e==null)return t.__?B(t.__,t.__i+1):null;for(var n;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null)return n.__e;return typeof t.type=="function"?B(t):null}function xt(t){var e,n;if((t=t.__)!=null&&t.__c!=null){for(t.__e=t.__c.base=null,e=0;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null){t.__e=t.__c.base=n.__e;break}return xt(t)}}function pt(t){(!t.__d&&(t.__d=!0)&&W.push(t)&&!_e.__r++||ut!=v.debounceRendering)&&((ut=v.debounceRendering)||ft)(_e)}function _e(){for(var t,e,n,r,o,i,a,s=1;W.length;)W.length>s&&W.sort(gt),t=W.shift(),s=W.length,t.__d&&(n=void 0,r=void 0,o=(r=(e=t).__v).__e,i=[],a=[],e.__P&&((n=I({},r)).__v=r.__v+1,v.vnode&&v.vnode(n),Ge(e.__P,n,r,e.__n,e.__P.namespaceURI,32&r.__u?[o]:null,i,o??B(r),!!(32&r.__u),a),n.__v=r.__v,n.__.__k[n.__i]=n,wt(i,n,a),r.__e=r.__=null,n.__e!=o&&xt(n)));_e.__r=0}function vt(t,e,n,r,o,i,a,s,p,u,h){var c,m,d,f,g,x,b,_=r&&r.__k||_t,S=e.length;for(p=Dn(n,e,_,p,S),c=0;c<S;c++)(d=n.__k[c])!=null&&(m=d.__i==-1?te:_[d.__i]||te,d.__i=c,x=Ge(t,d,m,o,i,a,s,p,u,h),f=d.__e,d.ref&&m.ref!=d.ref&&(m.ref&&Ke(m.ref,null,d),h.push(d.ref,d.__c||f,d)),g==null&&f!=null&&(g=f),(b=!!(4&d.__u))||m.__k===d.__k?p=yt(d,p,t,b):typeof d.type=="function"&&x!==void 0?p=x:f&&(p=f.nextSibling),d.__u&=-7);return n.__e=g,p}function Dn(t,e,n,r,o){var i,a,s,p,u,h=n.length,c=h,m=0;for(t.__k=new Array(o),i=0;i<o;i++)(a=e[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(p=i+m,(a=t.__k[i]=typeof a=="string"||typeof a=="number"||typeof a=="bigint"||a.constructor==String?ge(null,a,null,null,null):ve(a)?ge(A,{children:a},null,null,null):a.constructor==null&&a.__b>0?ge(a.type,a.props,a.key,a.ref?a.ref:null,a.__v):a).__=t,a.__b=t.__b+1,s=null,(u=a.__i=On(a,n,p,c))!=-1&&(c--,(s=n[u])&&(s.__u|=2)),s==null||s.__v==null?(u==-1&&(o>h?m--:o<h&&m++),typeof a.type!="function"&&(a.__u|=4)):u!=p&&(u==p-1?m--:u==p+1?m++:(u>p?m--:m++,a.__u|=4))):t.__k[i]=null;if(c)for(i=0;i<h;i++)(s=n[i])!=null&&(2&s.__u)==0&&(s.__e==r&&(r=B(s)),At(s,s));return r}function yt(t,e,n,r){var o,i;if(typeof t.type=="function"){for(o=t.__k,i=0;o&&i<o.length;i++)o[i]&&(o[i].__=t,e=yt(o[i],e,n,r));return e}t.__e!=e&&(r&&(e&&t.type&&!e.parentNode&&(e=B(t)),n.insertBefore(t.__e,e||null)),e=t.__e);do e=e&&e.nextSibling;while(e!=null&&e.nodeType==8);return e}function On(t,e,n,r){var o,i,a,s=t.key,p=t.type,u=e[n],h=u!=null&&(2&u.__u)==0;if(u===null&&t.key==null||h&&s==u.key&&p==u.type)return n;if(r>(h?1:0)){for(o=n-1,i=n+1;o>=0||i<e.length;)if((u=e[a=o>=0?o--:i++])!=null&&(2&u.__u)==0&&s==u.key&&p==u.type)return a}return-1}function ht(t,e,n){e[0]=="-"?t.setProperty(e,n??""):t[e]=n==null?"":typeof n!="number"||Vn.test(e)?n:n+"px"}function fe(t,e,n,r,o){var i,a;e:if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof r=="string"&&(t.style.cssText=r=""),r)for(e in r)n&&e in n||ht(t.style,e,"");if(n)for(e in n)r&&n[e]==r[e]||ht(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")i=e!=(e=e.replace(bt,"$1")),a=e.toLowerCase(),e=a in t||e=="onFocusOut"||e=="onFocusIn"?a.slice(2):e.slice(2),t.l||(t.l={}),t.l[e+i]=n,n?r?n.u=r.u:(n.u=Be,t.addEventListener(e,i?We:Oe,i)):t.removeEventListener(e,i?We:Oe,i);else{if(o=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{t[e]=n??"";break e}catch{}typeof n=="function"||(n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n))}}function dt(t){return function(e){if(this.l){var n=this.l[e.type+t];if(e.t==null)e.t=Be++;else if(e.t<n.u)return;return n(v.event?v.event(e):e)}}}function Ge(t,e,n,r,o,i,a,s,p,u){var h,c,m,d,f,g,x,b,_,S,k,R,F,he,Z,z,ee,E=e.type;if(e.constructor!=null)return null;128&n.__u&&(p=!!(32&n.__u),i=[s=e.__e=n.__e]),(h=v.__b)&&h(e);e:if(typeof E=="function")try{if(b=e.props,_="prototype"in E&&E.prototype.render,S=(h=E.contextType)&&r[h.__c],k=h?S?S.props.value:h.__:r,n.__c?x=(c=e.__c=n.__c).__=c.__E:(_?e.__c=c=new E(b,k):(e.__c=c=new be(b,k),c.constructor=E,c.render=jn),S&&S.sub(c),c.props=b,c.state||(c.state={}),c.context=k,c.__n=r,m=c.__d=!0,c.__h=[],c._sb=[]),_&&c.__s==null&&(c.__s=c.state),_&&E.getDerivedStateFromProps!=null&&(c.__s==c.state&&(c.__s=I({},c.__s)),I(c.__s,E.getDerivedStateFromProps(b,c.__s))),d=c.props,f=c.state,c.__v=e,m)_&&E.getDerivedStateFromProps==null&&c.componentWillMount!=null&&c.componentWillMount(),_&&c.componentDidMount!=null&&c.__h.push(c.componentDidMount);else{if(_&&E.getDerivedStateFromProps==null&&b!==d&&c.componentWillReceiveProps!=null&&c.componentWillReceiveProps(b,k),!c.__e&&c.shouldComponentUpdate!=null&&c.shouldComponentUpdate(b,c.__s,k)===!1||e.__v==n.__v){for(e.__v!=n.__v&&(c.props=b,c.state=c.__s,c.__d=!1),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(j){j&&(j.__=e)}),R=0;R<c._sb.length;R++)c.__h.push(c._sb[R]);c._sb=[],c.__h.length&&a.push(c);break e}c.componentWillUpdate!=null&&c.componentWillUpdate(b,c.__s,k),_&&c.componentDidUpdate!=null&&c.__h.push(function(){c.componentDidUpdate(d,f,g)})}if(c.context=k,c.props=b,c.__P=t,c.__e=!1,F=v.__r,he=0,_){for(c.state=c.__s,c.__d=!1,F&&F(e),h=c.render(c.props,c.state,c.context),Z=0;Z<c._sb.length;Z++)c.__h.push(c._sb[Z]);c._sb=[]}else do c.__d=!1,F&&F(e),h=c.render(c.props,c.state,c.context),c.state=c.__s;while(c.__d&&++he<25);c.state=c.__s,c.getChildContext!=null&&(r=I(I({},r),c.getChildContext())),_&&!m&&c.getSnapshotBeforeUpdate!=null&&(g=c.getSnapshotBeforeUpdate(d,f)),z=h,h!=null&&h.type===A&&h.key==null&&(z=kt(h.props.children)),s=vt(t,ve(z)?z:[z],e,n,r,o,i,a,s,p,u),c.base=e.__e,e.__u&=-161,c.__h.length&&a.push(c),x&&(c.__E=c.__=null)}catch(j){if(e.__v=null,p||i!=null)if(j.then){for(e.__u|=p?160:128;s&&s.nodeType==8&&s.nextSibling;)s=s.nextSibling;i[i.indexOf(s)]=null,e.__e=s}else{for(ee=i.length;ee--;)qe(i[ee]);je(e)}else e.__e=n.__e,e.__k=n.__k,j.then||je(e);v.__e(j,e,n)}else i==null&&e.__v==n.__v?(e.__k=n.__k,e.__e=n.__e):s=e.__e=Wn(n.__e,e,n,r,o,i,a,p,u);return(h=v.diffed)&&h(e),128&e.__u?void 0:s}function je(t){t&&t.__c&&(t.__c.__e=!0),t&&t.__k&&t.__k.forEach(je)}function wt(t,e,n){for(var r=0;r<n.length;r++)Ke(n[r],n[++r],n[++r]);v.__c&&v.__c(e,t),t.some(function(o){try{t=o.__h,o.__h=[],t.some(function(i){i.call(o)})}catch(i){v.__e(i,o.__v)}})}function kt(t){return typeof t!="object"||t==null||t.__b&&t.__b>0?t:ve(t)?t.map(kt):I({},t)}function Wn(t,e,n,r,o,i,a,s,p){var u,h,c,m,d,f,g,x=n.props,b=e.props,_=e.type;if(_=="svg"?o="http://www.w3.org/2000/svg":_=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i!=null){for(u=0;u<i.length;u++)if((d=i[u])&&"setAttribute"in d==!!_&&(_?d.localName==_:d.nodeType==3)){t=d,i[u]=null;break}}if(t==null){if(_==null)return document.createTextNode(b);t=document.createElementNS(o,_,b.is&&b),s&&(v.__m&&v.__m(e,i),s=!1),i=null}if(_==null)x===b||s&&t.data==b||(t.data=b);else{if(i=i&&xe.call(t.childNodes),x=n.props||te,!s&&i!=null)for(x={},u=0;u<t.attributes.length;u++)x[(d=t.attributes[u]).name]=d.value;for(u in x)if(d=x[u],u!="children"){if(u=="dangerouslySetInnerHTML")c=d;else if(!(u in b)){if(u=="value"&&"defaultValue"in b||u=="checked"&&"defaultChecked"in b)continue;fe(t,u,null,d,o)}}for(u in b)d=b[u],u=="children"?m=d:u=="dangerouslySetInnerHTML"?h=d:u=="value"?f=d:u=="checked"?g=d:s&&typeof d!="function"||x[u]===d||fe(t,u,d,x[u],o);if(h)s||c&&(h.__html==c.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),e.__k=[];else if(c&&(t.innerHTML=""),vt(e.type=="template"?t.content:t,ve(m)?m:[m],e,n,r,_=="foreignObject"?"http://www.w3.org/1999/xhtml":o,i,a,i?i[0]:n.__k&&B(n,0),s,p),i!=null)for(u=i.length;u--;)qe(i[u]);s||(u="value",_=="progress"&&f==null?t.removeAttribute("value"):f!=null&&(f!==t[u]||_=="progress"&&!f||_=="option"&&f!=x[u])&&fe(t,u,f,x[u],o),u="checked",g!=null&&g!=t[u]&&fe(t,u,g,x[u],o))}return t}function Ke(t,e,n){try{if(typeof t=="function"){var r=typeof t.__u=="function";r&&t.__u(),r&&e==null||(t.__u=t(e))}else t.current=e}catch(o){v.__e(o,n)}}function At(t,e,n){var r,o;if(v.unmount&&v.unmount(t),(r=t.ref)&&(r.current&&r.current!=t.__e||Ke(r,null,e)),(r=t.__c)!=null){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(i){v.__e(i,e)}r.base=r.__P=null}if(r=t.__k)for(o=0;o<r.length;o++)r[o]&&At(r[o],e,n||typeof t.type!="function");n||qe(t.__e),t.__c=t.__=t.__e=void 0}function jn(t,e,n){return this.constructor(t,n)}function ne(t,e,n){var r,o,i,a;e==document&&(e=document.documentElement),v.__&&v.__(t,e),o=(r=typeof n=="function")?null:n&&n.__k||e.__k,i=[],a=[],Ge(e,t=(!r&&n||e).__k=zn(A,null,[t]),o||te,te,e.namespaceURI,!r&&n?[n]:o?null:e.firstChild?xe.call(e.childNodes):null,i,!r&&n?n:o?o.__e:e.firstChild,r,a),wt(i,t,a)}xe=_t.slice,v={__e:function(t,e,n,r){for(var o,i,a;e=e.__;)if((o=e.__c)&&!o.__)try{if((i=o.constructor)&&i.getDerivedStateFromError!=null&&(o.setState(i.getDerivedStateFromError(t)),a=o.__d),o.componentDidCatch!=null&&(o.componentDidCatch(t,r||{}),a=o.__d),a)return o.__E=o}catch(s){t=s}throw t}},mt=0,Un=function(t){return t!=null&&t.constructor==null},be.prototype.setState=function(t,e){var n;n=this.__s!=null&&this.__s!=this.state?this.__s:this.__s=I({},this.state),typeof t=="function"&&(t=t(I({},n),this.props)),t&&I(n,t),t!=null&&this.__v&&(e&&this._sb.push(e),pt(this))},be.prototype.forceUpdate=function(t){this.__v&&(this.__e=!0,t&&this.__h.push(t),pt(this))},be.prototype.render=A,W=[],ft=typeof Promise=="function"?Promise.prototype.then.bind(Promise.resolve()):setTimeout,gt=function(t,e){return t.__v.__b-e.__v.__b},_e.__r=0,bt=/(PointerCapture)$|Capture$/i,Be=0,Oe=dt(!1),We=dt(!0),Ln=0;var we,P,Ye,St,Xe=0,Nt=[],w=v,Pt=w.__b,Mt=w.__r,Tt=w.diffed,Ft=w.__c,Et=w.unmount,$t=w.__;function Rt(t,e){w.__h&&w.__h(P,t,Xe||e),Xe=0;var n=P.__H||(P.__H={__:[],__h:[]});return t>=n.__.length&&n.__.push({}),n.__[t]}function q(t,e){var n=Rt(we++,4);!w.__s&&It(n.__H,e)&&(n.__=t,n.u=e,P.__h.push(n))}function G(t){return Xe=5,$(function(){return{current:t}},[])}function $(t,e){var n=Rt(we++,7);return It(n.__H,e)&&(n.__=t(),n.__H=e,n.__h=t),n.__}function Bn(){for(var t;t=Nt.shift();)if(t.__P&&t.__H)try{t.__H.__h.forEach(ye),t.__H.__h.forEach(Qe),t.__H.__h=[]}catch(e){t.__H.__h=[],w.__e(e,t.__v)}}w.__b=function(t){P=null,Pt&&Pt(t)},w.__=function(t,e){t&&e.__k&&e.__k.__m&&(t.__m=e.__k.__m),$t&&$t(t,e)},w.__r=function(t){Mt&&Mt(t),we=0;var e=(P=t.__c).__H;e&&(Ye===P?(e.__h=[],P.__h=[],e.__.forEach(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})):(e.__h.forEach(ye),e.__h.forEach(Qe),e.__h=[],we=0)),Ye=P},w.diffed=function(t){Tt&&Tt(t);var e=t.__c;e&&e.__H&&(e.__H.__h.length&&(Nt.push(e)!==1&&St===w.requestAnimationFrame||((St=w.requestAnimationFrame)||qn)(Bn)),e.__H.__.forEach(function(n){n.u&&(n.__H=n.u),n.u=void 0})),Ye=P=null},w.__c=function(t,e){e.some(function(n){try{n.__h.forEach(ye),n.__h=n.__h.filter(function(r){return!r.__||Qe(r)})}catch(r){e.some(function(o){o.__h&&(o.__h=[])}),e=[],w.__e(r,n.__v)}}),Ft&&Ft(t,e)},w.unmount=function(t){Et&&Et(t);var e,n=t.__c;n&&n.__H&&(n.__H.__.forEach(function(r){try{ye(r)}catch(o){e=o}}),n.__H=void 0,e&&w.__e(e,n.__v))};var Ct=typeof requestAnimationFrame=="function";function qn(t){var e,n=function(){clearTimeout(r),Ct&&cancelAnimationFrame(e),setTimeout(t)},r=setTimeout(n,35);Ct&&(e=requestAnimationFrame(n))}function ye(t){var e=P,n=t.__c;typeof n=="function"&&(t.__c=void 0,n()),P=e}function Qe(t){var e=P;t.__c=t.__(),P=e}function It(t,e){return!t||t.length!==e.length||e.some(function(n,r){return n!==t[r]})}function Ht(t,e,n,r=448,o=1){let i=Math.max(Math.min(n/t,r/t,r/e),1/t),a=Math.floor(i*o+1e-6)/o,s=a>=.85*i?a:i;return{width:t*s,height:e*s,pixelated:s*o>=1}}function Je(t){return t<700?t:Math.min(448,Math.round(t*.47))}function re(t){return t.replace(/-/g,"−")}function M(t){if(t==null||!Number.isFinite(t))return"–";if(t===0)return"0";let e=Math.abs(t);return e<1e-4||e>=1e6?re(ke(t.toExponential(2)).replace("e+","e")):e>=100?re(Ze(Math.round(t))):re(ke(t.toPrecision(3)))}function ke(t){return t.replace(/(\.\d*?)0+(e|$)/,"$1$2").replace(/\.(e|$)/,"$1")}function Ze(t){return String(t).replace(/\B(?=(\d{3})+$)/g," ")}function oe(t){return Number.isFinite(t)?re(Ze(Math.round(t))):"–"}function C(t,e){return e!=="probability"||t===null||t===void 0?M(t):Number.isFinite(t)?t>0&&t<5e-4?"<0.001":t<1&&t>.9995?">0.999":t!==0&&t!==1&&(t<.095||t>.99)?t.toFixed(3):t.toFixed(2):"–"}function U(t){if(t==null||!Number.isFinite(t))return"–";let e=t*100,n=Math.abs(e);if(n>0&&n<.01)return"<0.01 %";let r=n>=99.95?Ze(Math.round(e)):ke(e.toPrecision(n<1?1:3));return`${re(r)} %`}function Ut(t){let e=t*100,n=e>=10?0:e>=.1?1:2,r=10**-n,o=Math.ceil(e/r-1e-9)*r;return`${ke(o.toFixed(n))} %`}function L(t){return t.toFixed(2)}var Ae=[246,246,244],Lt=[128,128,128],T={"green-red":{label:"Green and red",positiveName:"green",negativeName:"red",positive:[0,255,0],negative:[255,0,0],heatPositive:[Ae,[97,184,106],[0,82,38]],heatNegative:[Ae,[236,112,88],[126,0,24]],tokenPositive:[0,255,0],tokenNegative:[255,0,0],tokenNeutral:Lt},"blue-orange":{label:"Blue and orange",positiveName:"blue",negativeName:"orange",positive:[40,130,255],negative:[255,150,0],heatPositive:[Ae,[92,160,222],[6,56,128]],heatNegative:[Ae,[244,158,66],[134,56,0]],tokenPositive:[40,130,255],tokenNegative:[255,150,0],tokenNeutral:Lt}};function Vt(t){return`rgb(${t.join(" ")})`}var V=t=>t[0].toUpperCase()+t.slice(1);function Se(t,e){let{positiveName:n,negativeName:r}=T[t.palette];if(t.mode==="image")return"What the model saw.";if(t.mode==="window"&&(e.positive||e.negative))return"Bright pixels matter for the score, dark ones do not.";if(!e.positive&&!e.negative)return"No attribution: nothing here changes the score.";if(t.polarity==="positive"&&!e.positive)return"Nothing here raises the score.";if(t.polarity==="negative"&&!e.negative)return"Nothing here lowers the score.";let o=t.mode==="outline"?" outlines":"";return t.polarity==="positive"?o?`${V(n)} outlines what raises the score.`:`${V(n)} raises the score.`:t.polarity==="negative"?o?`${V(r)} outlines what lowers the score.`:`${V(r)} lowers the score.`:o?`${V(n)} outlines what raises the score, ${r} what lowers it.`:`${V(n)} raises the score, ${r} lowers it.`}function Pe(t){let{positiveName:e,negativeName:n}=T[t.palette];return`${V(e)}: moving this further from the baseline raises the score. ${V(n)}: moving it back toward the baseline would raise the score.`}function zt(t){let e=t.score-t.baseline_score,{delta:n}=t.certificate,r=(e+n)/e;return Math.abs(r)<100?`adds up to ${U(r)}`:`adds up to within ${M(Math.abs(n))}`}function Dt({error:t}){return t===null?null:`error ≤ ${Ut(t)}`}function Ot(t){let{evaluations:e}=t;return`${oe(e)} evaluation${e===1?"":"s"}`}function Wt(t,e){let n=t.tol??Number.POSITIVE_INFINITY,r=e.filter(o=>o<n*.999);return r.length>0?Math.max(...r):t.converged===!1&&e.length>0&&Number.isFinite(n)?n/2:null}var Gn=0;function l(t,e,n,r,o,i){e||(e={});var a,s,p=e;if("ref"in p)for(s in p={},e)s=="ref"?a=e[s]:p[s]=e[s];var u={type:t,props:p,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--Gn,__i:-1,__u:0,__source:o,__self:i};if(typeof t=="function"&&(a=t.defaultProps))for(s in a)p[s]===void 0&&(p[s]=a[s]);return v.vnode&&v.vnode(u),u}function y(t,e,n){return{"data-testid":t,"aria-label":e,title:n,"data-lm-suppress-shortcuts":"true"}}function N(t){return l("span",{class:"term",title:t.tip,children:t.children})}function et(t){return l("fieldset",{class:`segments${t.hidden?" unused":""}`,"aria-label":t.name,children:t.options.map(e=>l("button",{type:"button",...y(e.id,e.name??e.label,e.tip),"aria-pressed":e.value===t.value,onClick:()=>t.onPick(e.value),children:e.label},e.value))})}function tt(t){let{value:e,min:n,max:r}=t;return l("label",{class:`slider${t.hidden?" unused":""}`,title:t.tip,children:[l("span",{class:"muted",children:t.name}),l("input",{type:"range",...y(t.id,t.name,t.tip),"aria-valuetext":t.text,min:n,max:r,step:t.step,value:e,style:{"--fill":`${100*(e-n)/(r-n)}%`},onInput:o=>t.onInput(o.currentTarget.valueAsNumber)}),l("output",{class:"number",children:t.text})]})}function K(t){let e=G(null),{pixels:n,width:r,height:o}=t;return q(()=>ie(e.current,n,r,o),[n,r,o]),l("canvas",{ref:e,class:t.class,"data-testid":t.id,role:"img","aria-label":t.label,width:r,height:o})}function ie(t,e,n,r){t?.getContext("2d")?.putImageData(new ImageData(e,n,r),0,0)}var Kn={play:"M4 2.5v11l9-5.5z",pause:"M4 2.5h3v11H4zM9 2.5h3v11H9z",stop:"M3.5 3.5h9v9h-9z",download:"M7.25 2h1.5v6.2l2.2-2.2 1.05 1.05L8 11.05 4 7.05 5.05 6l2.2 2.2zM3 12.5h10V14H3z"};function ae(t){return l("svg",{class:"icon",viewBox:"0 0 16 16","aria-hidden":"true",children:l("path",{d:Kn[t.name]})})}var Yn=[{value:"window",label:"Window",id:"mode-window",tip:"The image, dimmed where the attribution is small"},{value:"overlay",label:"Overlay",id:"mode-overlay",tip:"The attribution as colour over the dimmed image"},{value:"heat",label:"Heat map",id:"mode-heat",tip:"The attribution alone, on a scale with zero in the middle"},{value:"outline",label:"Outline",id:"mode-outline",tip:"Borders of the regions that hold most of the attribution"},{value:"image",label:"Image",id:"mode-image",tip:"What the model saw"}],Xn=[{value:"positive",label:"+",id:"polarity-positive",name:"Positive attribution",tip:"Only what raises the score"},{value:"negative",label:"−",id:"polarity-negative",name:"Negative attribution",tip:"Only what lowers the score"},{value:"both",label:"both",id:"polarity-both",name:"Both signs",tip:"What raises and what lowers the score"}],Qn={window:"Percentile of pixels shown at full brightness: lower shows fainter attribution",overlay:"Percentile of attribution mass drawn at full colour: lower shows fainter attribution",heat:"Percentile of pixels drawn in the end colours: lower shows fainter attribution",outline:"Percentile of attribution mass a region starts at: lower takes in fainter attribution",image:""},Jn={min:80,max:100,step:.1},Zn={min:0,max:95,step:1};function jt(t){let{view:e,set:n}=t,{mode:r}=e,o=r==="image",i=e.palette==="green-red"?"blue-orange":"green-red",a=(s,p)=>n({[s]:{...e[s],[r]:p}});return l("div",{class:"controls",children:[l(et,{name:"Mode",value:r,options:Yn,onPick:s=>n({mode:s})}),l(et,{name:"Polarity",value:e.polarity,options:Xn,hidden:o||r==="window",onPick:s=>n({polarity:s})}),l("div",{class:"shades",children:[l(tt,{id:"clip",name:"clip",tip:Qn[r],...r==="outline"?Zn:Jn,value:e.clip[r],text:`${M(e.clip[r])}`,hidden:o,onInput:s=>a("clip",s)}),l(tt,{id:"strength",name:"strength",tip:"How strongly the attribution covers the image",min:0,max:1,step:.01,value:e.strength[r],text:e.strength[r].toFixed(2),hidden:o,onInput:s=>a("strength",s)}),l("button",{type:"button",class:`palette${o||r==="window"?" unused":""}`,...y("palette",`Colours: ${T[e.palette].label}. Switch to ${T[i].label}`,`${T[e.palette].label}; press for ${T[i].label.toLowerCase()}`),onClick:()=>n({palette:i}),children:[l("span",{class:"swatch up",children:"+"}),l("span",{class:"swatch down",children:"−"})]})]})]})}function Bt(t){let{scene:e,view:n,set:r}=t,{figure:o}=e;return l("footer",{children:[l("div",{class:"line",children:[l("p",{class:"legend","data-testid":"legend",title:Pe(n),children:[l(er,{scene:e,view:n,stage:t.stage}),Se(n,e.signs)]}),l(nr,{scene:e,host:t.host}),l("span",{class:"tools",children:[l("button",{type:"button",class:"round",...y("help","What am I looking at?","What am I looking at?"),"aria-expanded":n.help,onClick:()=>r({help:!n.help}),children:"?"}),l("button",{type:"button",class:"round",...y("download","Download the picture","Download this picture as PNG"),onClick:t.onDownload,children:l(ae,{name:"download"})})]})]}),o.notes.length>0&&l("ul",{class:"notes muted","data-testid":"notes",children:o.notes.map(i=>l("li",{title:i,children:i},i))}),l(rr,{facts:o.provenance})]})}function er(t){let{view:e}=t;return e.mode==="image"||e.mode==="window"?null:e.mode==="heat"?l(tr,{...t}):l(A,{children:[e.polarity!=="negative"&&l("span",{class:"swatch up",children:"+"}),e.polarity!=="positive"&&l("span",{class:"swatch down",children:"−"})]})}function tr(t){let{view:e}=t,n=T[e.palette],r=t.scene.heatScale(e,t.stage),o=[...[...n.heatNegative].reverse(),...n.heatPositive.slice(1)];return l("span",{class:"colour-bar number",children:[M(-r),l("span",{class:"ramp",style:{background:`linear-gradient(to right, ${o.map(Vt).join(", ")})`}}),r>0?`+${M(r)}`:"0"]})}function nr(t){let{figure:e}=t.scene,{certificate:n}=e,{host:r}=t,o=n.converged===!1,i=r?Wt(n,r.choices.tols):null,a=Dt(n);return l("p",{class:`badge number${o?" open":""}`,"data-testid":"certificate",children:[a&&l("span",{class:"error",children:[l(N,{tip:o?"Not yet as exact as asked for: the estimated distance of this map from the exact integral, relative to its size":"Estimated distance of this map from the exact integral, relative to its size",children:a}),o&&" (not converged)"]}),!a&&o&&l("span",{class:"error",children:"not converged"}),l("span",{title:`Points of the path at which the model was evaluated (${n.method})`,children:Ot(n)}),l("span",{children:l(N,{tip:"Completeness: the attributions should add up to F(x) − F(x′). A good sum alone does not prove a good map: errors of opposite sign cancel",children:zt(e)})}),r&&i!==null&&l("button",{type:"button",class:"quiet",...y("refine","Refine",`Compute on, to an error of ${M(i*100)} %`),onClick:()=>r.select({tol:i}),children:"refine"})]})}function rr(t){let e=Object.entries(t.facts);return e.length===0?null:l("details",{class:"provenance muted",children:[l("summary",{...y("provenance","How was this computed?","How was this computed?"),children:"How was this computed?"}),l("dl",{children:e.map(([n,r])=>l("div",{children:[l("dt",{children:n}),l("dd",{children:r})]},n))})]})}var qt="The baseline is the input that counts as 'nothing there': the path starts at it.";function Gt(t){let{figure:e,host:n}=t,{target:r,output:o}=e,i=ir(e,n!==null,t.width);return l("header",{children:[l("div",{class:"claim",children:[e.title&&l("p",{class:"file muted clip",title:e.title,children:e.title}),l("h2",{"data-testid":"target",title:`The explained ${o}: ${r.label}`,children:[l("span",{class:"clip",children:r.label})," ",l("span",{class:"number",children:C(e.score,o)})]})]}),l("div",{class:"others",children:[i.map(a=>l(ar,{entry:a,output:o,host:n},a.index)),n&&n.choices.labels.length>0&&l(lr,{host:n})]}),l(ur,{figure:e,host:n})]})}function ir(t,e,n){let r=t.predictions.filter(s=>s.index!==t.target.index);if(n<700)return r.slice(0,4);let o=(s,p,u)=>Math.min(s.length*p,u),i=n-o(t.target.label,12,n*.5)-85-(e?370:230);return r.filter(s=>(i-=55+o(s.label,7,140),i>=0)).slice(0,4)}function ar(t){let{entry:e,host:n}=t,r=l(A,{children:[l("span",{class:"clip",children:e.label})," ",l("span",{class:"number muted",children:C(e.score,t.output)})]}),o=`class-${e.index}`;return n?l("button",{type:"button",class:"other",...y(o,`Explain ${e.label}`,`Explain ${e.label} instead`),onClick:()=>n.select({target:e.index}),children:r}):l("span",{class:"other","data-testid":o,title:e.label,children:r})}function sr(t){let e=new Map;for(let n of t)e.set(n,(e.get(n)??0)+1);return new Map(t.map((n,r)=>[(e.get(n)??0)>1?`${n} (${r})`:n,r]))}function lr(t){let{labels:e}=t.host.choices,n=$(()=>sr(e),[e]),r=o=>{let i=o.value.trim(),a=n.get(i)??n.get(cr(n,i)),s=i!==""&&a===void 0;o.setCustomValidity(s?`No class is called "${i.slice(0,60)}".`:""),s&&o.reportValidity(),a!==void 0&&(o.value="",t.host.select({target:a}))};return l(A,{children:[l("input",{class:"search",type:"text",list:"igviz-classes",placeholder:"find a class",autocomplete:"off",spellcheck:!1,...y("class-search","Find a class to explain","Explain any other class by its name"),onInput:o=>{o.currentTarget.setCustomValidity(""),o.inputType==="insertReplacementText"&&r(o.currentTarget)},onKeyDown:o=>o.key==="Enter"&&r(o.currentTarget),onChange:o=>r(o.currentTarget)}),l("datalist",{id:"igviz-classes",children:[...n.keys()].map(o=>l("option",{value:o},o))})]})}function cr(t,e){let n=e.toLowerCase(),r=[...t.keys()].filter(o=>o.toLowerCase()===n);return r.length===1?r[0]:""}function ur(t){let{figure:e,host:n}=t,{baseline_name:r,output:o}=e,i=n?.choices.baselines??[];return l("div",{class:"baseline",children:[l(N,{tip:qt,children:"baseline"}),n&&i.length>0?l("select",{...y("baseline","Baseline",qt),value:r,onChange:a=>n.select({baseline:a.currentTarget.value}),children:(i.includes(r)?i:[r,...i]).map(a=>l("option",{value:a,children:a},a))}):l("span",{class:"clip","data-testid":"baseline",title:r,children:r}),l("span",{class:"number muted",title:"The score of the baseline, F(x′)",children:C(e.baseline_score,o)})]})}function Kt(t){let{figure:e,view:n}=t,r=G(null);return q(()=>r.current?.focus(),[]),l("div",{class:"help",role:"dialog","aria-label":"What am I looking at?","data-testid":"help-text",onKeyDown:o=>{o.key==="Escape"&&(o.stopPropagation(),t.onClose())},children:[l("h3",{children:"What am I looking at?"}),l("p",{children:["Which parts of the input the model's score for ",l("b",{class:"clip",children:e.target.label})," ","rests on, by Integrated Gradients. A straight path leads from the baseline (",e.baseline_name,", α = 0) to the input (α = 1). At each point of it, the step gradient tells how much every pixel moves the score; added up along the path they give the attribution."]}),l("p",{children:Pe(n)}),l("p",{children:"All attributions together add up to F(x) − F(x′), the score of the input less that of the baseline. Where the score is saturated it no longer changes, and a plain gradient taken there shows next to nothing; that is why the whole path counts."}),l("p",{children:"The error says how far the map may be from the exact integral. The map speaks about this model and this baseline: another baseline asks another question."}),l("button",{ref:r,type:"button",class:"quiet",...y("help-close","Close","Close"),onClick:t.onClose,children:"Close"})]})}function Yt(t,e,n){let r=[...t.alphas],o=[...t.scores];return r[0]<=0||(r.unshift(0),o.unshift(n)),r[r.length-1]>=1||(r.push(1),o.push(e)),{alphas:r,scores:o}}function Xt(t,e){let{alphas:n,scores:r}=t,o=n.map((u,h)=>h).filter(u=>Number.isFinite(r[u]??Number.NaN));if(o.length===0)return null;let i=o.findIndex(u=>n[u]>=e);if(i<0)return r[o[o.length-1]];if(i===0)return r[o[0]];let[a,s]=[o[i-1],o[i]],p=(e-n[a])/(n[s]-n[a]||1);return r[a]+p*(r[s]-r[a])}function Qt(t,e,n){let r=.1*Math.abs(e-n);if(!(r>0))return null;let{alphas:o,scores:i}=t,a=u=>Math.abs(i[u]-e),s=o.length-1;for(;s>=0&&a(s)<=r;)s--;if(s===o.length-1)return null;let p=0;if(s>=0){let u=(a(s)-r)/(a(s)-a(s+1)||1);p=o[s]+u*(o[s+1]-o[s])}return 1-p>=.15?p:null}function Jt(t,e=28){let n=t.weights.reduce((a,s)=>a+Math.max(s,0),0),r=Math.max(1,Math.min(e,t.alphas.length)),o=Array.from({length:r},(a,s)=>({from:s/r,to:(s+1)/r,value:0}));if(!(n>0))return o;let i=0;return t.weights.forEach((a,s)=>{let p=a*t.contributions[s],u=i+Math.max(a,0)/n;if(!(!Number.isFinite(p)||u<=i)){for(let h=Math.floor(i*r);h<r&&h/r<u;h++){let c=Math.min(u,o[h].to)-Math.max(i,o[h].from);c>0&&(o[h].value+=p*c/(u-i))}i=u}}),o}function Zt(t,e){let n=0;return t.alphas.forEach((r,o)=>{let i=t.weights[o]*t.contributions[o];r<=e+1e-9&&Number.isFinite(i)&&(n+=i)}),n}var Y=1e3,en=`0 0 ${Y} ${Y}`;function tn(t,e=.08){let n=t.filter(Number.isFinite),r=Math.min(...n),o=Math.max(...n);n.length===0&&([r,o]=[0,1]);let i=o-r,a=i>0?e*i:Math.abs(o)||1;return{low:r,high:o,at:s=>(s-(r-a))/(i+2*a)}}var pr=t=>t*Y,se=t=>(1-t)*Y;function nn(t){let{figure:e,alpha:n}=t,{score:r,baseline_score:o,output:i}=e,a=Yt(e.path,r,o),s=tn([...a.scores,r,o]),p=Qt(a,r,o),u=Xt(a,n),h=a.alphas.map((c,m)=>[c,a.scores[m]]).filter(([,c])=>Number.isFinite(c??Number.NaN)).map(([c,m])=>`${pr(c).toFixed(1)},${se(s.at(m)).toFixed(1)}`);return l(A,{children:[l("p",{class:"caption",children:[l(N,{tip:"F(α): the explained output of the model at each point of the path from the baseline (α = 0) to the input (α = 1)",children:[i," along the path"]}),l("span",{class:"number",children:["F(",L(n),") = ",C(u,i)]})]}),l(hr,{scale:s,start:o,end:r,output:i}),l(on,{id:"score-chart",alpha:n,onPick:t.onPick,children:[p!==null&&l("div",{class:`saturated${r<o?" top":""}`,"data-testid":"saturated",style:{left:`${100*p}%`},title:`From α = ${L(p)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`,children:l("span",{children:"saturated: plain gradients fail here"})}),l("svg",{viewBox:en,preserveAspectRatio:"none","aria-hidden":"true",children:[l("line",{class:"rule",x1:"0",x2:Y,y1:se(s.at(r)),y2:se(s.at(r))}),l("line",{class:"rule",x1:"0",x2:Y,y1:se(s.at(o)),y2:se(s.at(o))}),l("polyline",{class:"score ahead",points:h.join(" ")})]}),l("svg",{viewBox:en,preserveAspectRatio:"none","aria-hidden":"true",style:{clipPath:`inset(-4px ${100*(1-n)}% -4px -4px)`},children:l("polyline",{class:"score",points:h.join(" ")})}),u!==null&&l("div",{class:"dot",style:{left:`${100*n}%`,bottom:`${100*s.at(u)}%`}})]})]})}function hr(t){let{scale:e,start:n,end:r,output:o}=t,i=Math.abs(e.at(n)-e.at(r))<.15;return l("div",{class:"ticks number muted","aria-hidden":"true",children:[l("span",{style:{bottom:`${100*e.at(r)}%`},title:"F(x): the score of the input",children:C(r,o)}),!i&&l("span",{style:{bottom:`${100*e.at(n)}%`},title:"F(x′): the score of the baseline",children:C(n,o)})]})}function rn(t){let{figure:e,alpha:n}=t,r=Jt(e.path),o=e.score-e.baseline_score,i=tn([0,...r.map(s=>s.value)],.02),a=i.at(0);return l(A,{children:[l("div",{class:"ticks share muted",children:l("span",{class:"name",children:l(N,{tip:"What each stretch of α contributes to the score: its step gradients, summed over all pixels",children:"share"})})}),l(on,{id:"share-chart",alpha:n,onPick:t.onPick,children:[r.map(s=>l("div",{class:`bar ${s.value<0?"down":"up"}${s.from>=n?" ahead":""}`,style:{left:`${100*s.from}%`,width:`${100*(s.to-s.from)}%`,bottom:`${100*Math.min(a,i.at(s.value))}%`,height:`${100*Math.abs(i.at(s.value)-a)}%`},title:dr(s,o)},s.from)),l("div",{class:"zero",style:{bottom:`${100*a}%`}})]})]})}function dr(t,e){let n=e===0?M(t.value):U(t.value/e);return`α ${L(t.from)} to ${L(t.to)}: ${n}`}function on(t){let e=n=>{if(n.buttons!==1)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let r=n.currentTarget.getBoundingClientRect(),o=(n.clientX-r.left)/r.width;t.onPick(Math.round(100*Math.max(0,Math.min(1,o)))/100)};return l("div",{class:`plot ${t.id}`,"data-testid":t.id,onPointerDown:e,onPointerMove:e,children:[l("div",{class:"now",style:{left:`${100*t.alpha}%`}}),t.children]})}var an="α is the place on the straight path from the baseline (0) to the input (1).";function sn(t){let{scene:e,view:n,set:r}=t,{figure:o}=e,i=a=>r({alpha:a,playing:!1});return l("section",{class:"path","aria-label":"Along the path from the baseline to the input",children:[l(nn,{figure:o,alpha:n.alpha,onPick:i}),l(rn,{figure:o,alpha:n.alpha,onPick:i}),l("div",{class:"ticks alpha-label",children:l("span",{class:"name number",children:[l(N,{tip:an,children:"α"})," ",L(n.alpha)]})}),l("input",{type:"range",class:"alpha",...y("alpha","α, place on the path",an),"aria-valuetext":`α ${L(n.alpha)}`,min:0,max:1,step:.01,value:n.alpha,style:{"--fill":`${100*n.alpha}%`},onInput:a=>i(a.currentTarget.valueAsNumber)}),l(mr,{...t}),l("p",{class:"ends muted","aria-hidden":"true",children:[l("span",{children:"0 baseline"}),l("span",{children:"1 input"})]}),l(gr,{scene:e,view:n,stage:t.stage,set:r})]})}function mr(t){let{host:e,view:n,set:r}=t;if(e&&t.status.state==="computing")return l(nt,{host:e});let o=n.playing?"Pause":"Play along α";return l("button",{type:"button",class:"round",...y("play",o,o),onClick:()=>r(n.playing?{playing:!1}:fr(n)),children:l(ae,{name:n.playing?"pause":"play"})})}var fr=t=>({playing:!0,alpha:t.alpha>=1?0:t.alpha});function nt(t){return l("button",{type:"button",class:"round",...y("stop","Stop computing","Stop computing and keep the best so far"),onClick:()=>t.host.stop(),children:l(ae,{name:"stop"})})}function gr(t){let{scene:e,view:n,stage:r}=t,{figure:o}=e,i={width:o.width,height:o.height},a=e.steps.nearest(n.alpha),s=$(()=>e.imageAt(n.alpha),[e,n.alpha]),p=$(()=>e.stepAt(a,n.sharedScale),[e,a,n.sharedScale]),u=$(()=>e.sumAt(n,r),[e,r,n.palette]),h=o.score-o.baseline_score,c=h===0?"":U(Zt(o.path,n.alpha)/h),m=n.sharedScale?"one scale":"own scale";return l("div",{class:"moments",children:[l("figure",{children:[l(K,{id:"alpha-image",label:"The image at α",pixels:s,...i}),l("figcaption",{children:l("span",{title:"baseline + α (image − baseline): what the model is shown here",children:"image at α"})})]}),l("figure",{children:[l(K,{id:"alpha-step",label:"The step gradient at α",pixels:p,...i}),l("figcaption",{children:[l("span",{title:"What this α contributes: bright where |(x − x′) ⊙ ∇F| is large",children:"step gradient"}),l("button",{type:"button",class:"quiet",...y("scale-toggle",`Brightness of the step gradient: ${m}`,n.sharedScale?"All steps share one brightness; press to scale each by itself":"Each step has its own brightness; press to share one for all steps"),"aria-pressed":n.sharedScale,onClick:()=>t.set({sharedScale:!n.sharedScale}),children:m})]})]}),l("figure",{children:[l(K,{id:"alpha-sum",label:"The attribution summed up to α",pixels:u,...i}),l("figcaption",{children:[l("span",{title:"Attribution gathered from the baseline up to α, and its share of F(x) − F(x′)",children:"sum up to α"}),l("span",{class:"number muted",children:c})]})]})]})}function ln(t){let{scene:e,pixels:n,fit:r,view:o,set:i}=t,{width:a,height:s}=e.figure,p=G(null);q(()=>ie(p.current,n,a,s),[n,a,s]);let u=m=>{let d=m.currentTarget.getBoundingClientRect(),f=Math.floor((m.clientX-d.left)/d.width*a),g=Math.floor((m.clientY-d.top)/d.height*s);i({pixel:{x:X(f,a),y:X(g,s)}})},h=m=>{let d=br(o.pixel,m,a,s);d!==void 0&&(m.preventDefault(),m.stopPropagation(),i({pixel:d}))},c={width:`${r.width}px`,height:`${r.height}px`};return l("div",{class:"picture",children:[l("div",{class:"frame",style:c,children:[l("canvas",{ref:p,class:r.pixelated?"sharp":"",style:c,width:a,height:s,role:"img",tabIndex:0,"data-testid":"picture","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single pixels.`,onPointerMove:u,onPointerDown:u,onPointerLeave:()=>i({pixel:null}),onKeyDown:h,onBlur:()=>i({pixel:null})}),o.pixel&&l(_r,{...o.pixel,width:a,height:s,fit:r})]}),l(xr,{scene:e,view:o,stage:t.stage})]})}var X=(t,e)=>Math.max(0,Math.min(e-1,t));function br(t,e,n,r){let o=e.shiftKey?10:1,i={ArrowLeft:[-o,0],ArrowRight:[o,0],ArrowUp:[0,-o],ArrowDown:[0,o]};if(e.key==="Escape")return t?null:void 0;let a=i[e.key];if(a)return t?{x:X(t.x+a[0],n),y:X(t.y+a[1],r)}:{x:n>>1,y:r>>1}}function _r(t){let{fit:e}=t,[n,r]=[e.width/t.width,e.height/t.height],o=Math.max(n,5)+4;return l("div",{class:"crosshair",style:{left:`${(t.x+.5)*n-o/2}px`,top:`${(t.y+.5)*r-o/2}px`,width:`${o}px`,height:`${o}px`}})}function xr(t){let{pixel:e}=t.view;if(!e)return l("p",{class:"readout muted","data-testid":"readout",children:"Point at a pixel, or use arrow keys, to read it."});let{width:n,height:r}=t.scene.figure,[o,i]=[X(e.x,n),X(e.y,r)],a=t.scene.read(o,i,t.stage),s=a.error===null?"":` ± ${M(a.error)}`;return l("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[l("span",{children:["(",o,", ",i,")"]}),l("span",{title:"Attribution of the pixel: its channels added up",children:`${a.value>0?"+":""}${M(a.value)}${s}`}),l("span",{title:"Rank by size, whatever the sign",children:["rank ",oe(a.rank)," of ",oe(a.of)]}),l("span",{title:"Share of the sum of all absolute attributions",children:[U(a.share)," of total"]})]})}var yr=320;function cn(t){let{scene:e,status:n}=t,r=t.error||(n.state==="failed"?n.message:"");return l("div",{class:"view","data-state":n.state,children:[l(Ar,{status:n}),r&&l("p",{class:"message",role:"alert","data-testid":"message",children:r}),!r&&n.state==="stopped"&&l("p",{class:"message quiet-message",role:"status","data-testid":"message",children:n.message||"Stopped: this is the best so far."}),e?l(wr,{...t,scene:e}):l(kr,{...t})]})}function wr(t){let{scene:e,view:n,set:r}=t,{figure:o}=e,{width:i,height:a}=o,s=e.stage(n.alpha),{mode:p,polarity:u,palette:h}=n,c=$(()=>e.picture(n,s),[e,s,p,u,h,n.clip[p],n.strength[p]]),m=Ht(i,a,Je(t.width),448,t.ratio),d=`${p} of the attribution for ${o.target.label}. ${Se(n,e.signs)}`;return l(A,{children:[l(Gt,{figure:o,host:t.host,width:t.width}),l("main",{style:{"--picture":`${Math.max(m.width,yr)}px`,"--aspect":i/a},children:[l(ln,{scene:e,pixels:c,label:d,stage:s,view:n,set:r,fit:m}),l(sn,{scene:e,stage:s,view:n,set:r,status:t.status,host:t.host})]}),l(jt,{view:n,set:r}),l(Bt,{scene:e,stage:s,view:n,set:r,host:t.host,onDownload:()=>t.onDownload(c,i,a)}),n.help&&l(Kt,{figure:o,view:n,onClose:()=>r({help:!1})})]})}function kr(t){let{host:e,status:n}=t;if(t.error!==""||n.state==="failed")return null;let o=n.state==="computing";return l("div",{class:"waiting","data-testid":"waiting",style:{"--picture":`${Je(t.width)}px`},children:[l("p",{class:"muted",children:o?"Computing the first picture.":"No picture yet."}),e&&o&&l(nt,{host:e})]})}function Ar(t){let{state:e,fraction:n}=t.status,r=Number.isFinite(n)?Math.max(0,Math.min(1,n)):0;return l("div",{class:`progress${e==="computing"?" busy":""}`,"data-testid":"progress",role:"progressbar","aria-label":"Computing","aria-valuemin":0,"aria-valuemax":100,"aria-valuenow":Math.round(100*r),"aria-hidden":e!=="computing",children:l("div",{style:{transform:`scaleX(${Math.max(r,.02)})`}})})}var Sr=672;function un(t,e,n,r){let o=Math.max(1,Math.ceil(Sr/Math.max(e,n))),i=document.createElement("canvas");i.width=e,i.height=n,ie(i,t,e,n);let a=document.createElement("canvas");a.width=e*o,a.height=n*o;let s=a.getContext("2d");s&&(s.imageSmoothingEnabled=!1,s.drawImage(i,0,0,a.width,a.height),a.toBlob(p=>{if(!p)return;let u=URL.createObjectURL(p),h=document.createElement("a");h.href=u,h.download=`${Pr(r)}.png`,h.click(),setTimeout(()=>URL.revokeObjectURL(u),1e4)},"image/png"))}function Pr(t){return(t.normalize("NFKC").match(/[\p{L}\p{N}]+/gu)??[]).join("-").slice(0,60)||"igviz"}function Me(t=document){let{body:e,documentElement:n}=t,r=e.getAttribute("data-jp-theme-light");if(r!==null)return r==="false"?"dark":"light";let o=e.getAttribute("data-vscode-theme-kind");if(o!==null)return/light/.test(o)?"light":"dark";for(let i of[n,e]){let a=i.getAttribute("theme")??i.getAttribute("data-theme");if(a==="dark"||i.classList.contains("dark"))return"dark";if(a==="light"||i.classList.contains("light"))return"light"}return t.defaultView?.matchMedia?.("(prefers-color-scheme: dark)").matches?"dark":"light"}function Te(t,e=document){let n=new MutationObserver(t),r=!0,o=["data-jp-theme-light","data-vscode-theme-kind","data-theme","theme","class"];for(let a of[e.body,e.documentElement])n.observe(a,{attributes:r,attributeFilter:o});let i=e.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");return i?.addEventListener("change",t),()=>{n.disconnect(),i?.removeEventListener("change",t)}}function pn(){return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches??!1}var Mr=5e3,Tr=.1,Fr=700,Fe=class{#e;#t;#n;constructor(e,n){this.#e=e,this.#t=n}sync(){this.#e.playing?this.#n===void 0&&this.#r():this.stop()}stop(){clearInterval(this.#n),this.#n=void 0}#r(){let e=pn(),n=performance.now(),r=this.#e.alpha;this.#n=setInterval(()=>{let o=performance.now();r+=e?Tr:Math.min(o-n,100)/Mr,n=o;let i=Math.min(1,Math.round(100*r)/100);this.#t({alpha:i,playing:i<1})},e?Fr:33)}};function mn(t,e,n){let r=hn(Ee(t,e,n)),o=hn(Ee(Ee(r,e,n),e,n));return Ee(o,e,n)}function hn(t){for(let e=0;e<t.length;e++)t[e]=-t[e];return t}function Ee(t,e,n){let r=new Float32Array(t.length);for(let a=0;a<t.length;a+=e){let s=a+e-1;for(let p=a;p<=s;p++){let u=t[p];p>a&&t[p-1]>u&&(u=t[p-1]),p<s&&t[p+1]>u&&(u=t[p+1]),r[p]=u}}let o=r.slice(),i=e*(n-1);for(let a=0;a<i;a++)r[a+e]>o[a]&&(o[a]=r[a+e]);for(let a=e;a<r.length;a++)r[a-e]>o[a]&&(o[a]=r[a-e]);return o}function fn(t,e,n,r=90){let o=new Int32Array(t.length);Cr(t,e,n,o);let i=$r(Nr(o,e,n),r),a=new Uint8Array(t.length);for(let s=0;s<t.length;s++)a[s]=i[o[s]];return Er(a,e,n)}function Er(t,e,n){let r=new Float32Array(t.length);for(let o=0,i=0;o<n;o++)for(let a=0;a<e;a++,i++){if(!t[i])continue;(a===0||o===0||a===e-1||o===n-1||!(t[i-1]&&t[i+1]&&t[i-e]&&t[i+e]))&&(r[i]=1)}return r}function $r(t,e){let n=new Uint8Array(t.length),r=t.map((a,s)=>s).slice(1);r.sort((a,s)=>t[s]-t[a]||a-s);let o=e*t.reduce((a,s)=>a+s,0)/100,i=0;for(let a of r.slice(0,3))if(n[a]=1,i+=t[a],i>=o)break;return n}var dn=0,rt=-1;function Cr(t,e,n,r){let o=new Int32Array(t.length),i=0;r.fill(rt);let a=s=>{t[s]>.001||r[s]===dn||(r[s]=dn,o[i++]=s)};for(let s=0;s<e;s++)a(s),a((n-1)*e+s);for(let s=0;s<n;s++)a(s*e),a(s*e+e-1);for(;i>0;){let s=o[--i],p=s%e;p>0&&a(s-1),p<e-1&&a(s+1),s>=e&&a(s-e),s<e*(n-1)&&a(s+e)}}function Nr(t,e,n){let r=[0],o=new Int32Array(t.length);for(let i=0;i<t.length;i++){if(t[i]!==rt)continue;let a=r.length,s=0,p=0;for(o[p++]=i,t[i]=a;p>0;){let u=o[--p];s++;let h=u%e,c=(u-h)/e,m=Math.min(h+1,e-1),d=Math.min(c+1,n-1);for(let f=Math.max(c-1,0);f<=d;f++)for(let g=Math.max(h-1,0);g<=m;g++){let x=f*e+g;t[x]===rt&&(t[x]=a,o[p++]=x)}}r.push(s)}return r}function $e(t){let e=new Uint8ClampedArray(4*t);for(let n=3;n<e.length;n+=4)e[n]=255;return e}function le(t){let e=$e(t.length/3);for(let n=0,r=0;r<e.length;n+=3,r+=4)e[r]=t[n],e[r+1]=t[n+1],e[r+2]=t[n+2];return e}function gn(t,e,n){let r=new Uint8Array(t.length);for(let o=0;o<r.length;o++)r[o]=e[o]+n*(t[o]-e[o])+.5;return r}function ot(t,e,n=.5,r=.7){let o=$e(t.length/3),[i,a=i]=e;if(!i)return o;let s=i.strength,p=a.strength,[u,h,c]=i.channel.map(g=>g*n),[m,d,f]=a.channel.map(g=>a===i?0:g*n);for(let g=0,x=0,b=0;b<o.length;g++,x+=3,b+=4){let _=s[g],S=p[g];o[b]=r*t[x]+_*u+S*m,o[b+1]=r*t[x+1]+_*h+S*d,o[b+2]=r*t[x+2]+_*c+S*f}return o}function Ce(t,e,n,r=1){let o=$e(t.length),i=n>0?1/n:0;for(let a=0,s=0,p=0;p<o.length;a++,s+=3,p+=4){let u=Math.min(Math.abs(t[a])*i,1),h=1-r*(1-u);o[p]=h*e[s],o[p+1]=h*e[s+1],o[p+2]=h*e[s+2]}return o}var H=1024;function bn(t,e){let n=new Float32Array(3*(2*H+1));for(let r=-H;r<=H;r++){let o=r<0?e:t;n.set(Rr(o,Math.abs(r)/H),3*(r+H))}return n}function Rr(t,e){let n=e*(t.length-1),r=Math.min(Math.floor(n),t.length-2),o=n-r;return t[r].map((i,a)=>i+o*(t[r+1][a]-i))}function _n(t,e,n,{kept:r="both",image:o,cover:i=1}={}){let a=$e(t.length),s=e>0?H/e:0,p=r==="positive"?0:-H,u=r==="negative"?0:H,h=o?1-i:0,c=o??new Uint8Array(3*t.length),m=o?i:1;for(let d=0,f=0,g=0;g<a.length;d++,f+=3,g+=4){let b=3*(Math.round(Math.max(p,Math.min(u,t[d]*s)))+H);a[g]=m*n[b]+h*c[f],a[g+1]=m*n[b+1]+h*c[f+1],a[g+2]=m*n[b+2]+h*c[f+2]}return a}var Ne=class{sorted;total;#e;constructor(e){this.sorted=e.slice().sort();let n=this.sorted.length;this.#e=new Float64Array(n);let r=0;for(let o=0;o<n;o++)r+=this.sorted[n-1-o],this.#e[o]=r;this.total=r}massThreshold(e){let n=this.sorted.length;if(e>=100)return this.sorted[0];if(this.total===0)return 0;let r=ce(n,o=>100*this.#e[o]/this.total>=e);return this.sorted[n-1-Math.min(r,n-1)]}percentile(e){let n=this.sorted.length,r=e/100*(n-1),o=Math.floor(r),i=Math.min(o+1,n-1),a=this.sorted[o]+(r-o)*(this.sorted[i]-this.sorted[o]);return a>0?a:this.sorted[n-1]}rank(e){let n=this.sorted.length;return n-ce(n,r=>this.sorted[r]>e)+1}};function ce(t,e){let n=0,r=t;for(;n<r;){let o=n+r>>1;e(o)?r=o:n=o+1}return n}function it(t,e,n=0){return{full:t.massThreshold(100-e),none:t.massThreshold(100-n)}}function xn(t,{full:e,none:n},r=1){let o=new Float32Array(t.length);if(e===0)return o;let i=e>n?1/(e-n):0;for(let a=0;a<t.length;a++){let s=r*t[a];s>=e?o[a]=1:s>n&&s>0&&(o[a]=(s-n)*i)}return o}var Re=8,Ie=class{#e;#t;#n=[];#r;sharedScale;constructor(e,n){this.#e=e,this.#t=n,this.#r=e.alphas.map((r,o)=>Hr(this.absolute(o),99)*e.absoluteScale[o]),this.sharedScale=Math.max(0,...this.#r)}get count(){return this.#e.alphas.length}alpha(e){return this.#e.alphas[e]}upTo(e){return ce(this.count,n=>this.#e.alphas[n]>e+1e-9)}nearest(e){let n=ce(this.count,o=>this.#e.alphas[o]>=e);return n===0||this.count===0?this.count-1<0?-1:0:n===this.count?n-1:this.alpha(n)-e<e-this.alpha(n-1)?n:n-1}absolute(e){return this.#e.absolute.subarray(e*this.#t,(e+1)*this.#t)}level(e){return this.#e.absoluteScale[e]}ownScale(e){return this.#r[e]}running(e){let n=Math.floor(e/Re),r=this.#o(n).slice();return this.#i(r,n*Re,e),r}#o(e){let n=this.#n[e];if(n)return n;let r=e===0?new Float32Array(this.#t):this.#o(e-1).slice();return this.#i(r,Math.max(e-1,0)*Re,e*Re),this.#n[e]=r,r}#i(e,n,r){let{signed:o,signedScale:i,weights:a}=this.#e;for(let s=n;s<r;s++){let p=a[s]*i[s],u=s*this.#t;for(let h=0;h<e.length;h++)e[h]+=p*o[u+h]}}};function Hr(t,e){let n=new Uint32Array(256);for(let p of t)n[p]++;let r=e/100*(t.length-1),o=Math.floor(r),i=p=>{let u=0;for(let h=n[0];h<=p&&u<255;h+=n[u])u++;return u},a=i(o),s=a+(r-o)*(i(Math.min(o+1,t.length-1))-a);return s>0?s:i(t.length-1)}var Ur=95,Lr=.3,Vr=t=>1-.6*t,He=class{figure;steps;#e;#t=new Map;#n;#r;constructor(e){this.figure=e,this.steps=new Ie(e.steps,e.width*e.height),this.#e=new at(e.positive,e.negative),this.#r=new ue(this.#e.signed)}get signs(){let e=n=>this.#e.signRanking(n).total>0;return{positive:e("positive"),negative:e("negative")}}stage(e){return e>=1||this.steps.count===0?this.steps.count+1:this.steps.upTo(e)}picture(e,n){let{image:r}=this.figure,o=e.strength[e.mode],i=this.#a(n);switch(e.mode){case"image":return le(r);case"window":{let a=this.#s(n).absoluteRanking.percentile(e.clip.window);return Ce(i.absolute,r,a,o)}case"heat":{let a=this.heatScale(e,n),s={kept:e.polarity,image:r,cover:o};return _n(i.signed,a,this.#i(e.palette),s)}default:{let a=this.#l(e,n);return ot(r,a,o,Vr(o))}}}heatScale(e,n){return this.#s(n).magnitudeRanking.percentile(e.clip.heat)}imageAt(e){return le(this.#o(e))}stepAt(e,n){if(e<0)return Ce(this.figure.positive,this.figure.image,0);let r=n?this.steps.sharedScale:this.steps.ownScale(e),o=this.steps.level(e),i=o>0?r/o:0;return Ce(this.steps.absolute(e),this.#o(this.steps.alpha(e)),i)}sumAt(e,n){let r=this.#l({...e,mode:"overlay",polarity:"both"},n);return ot(this.figure.image,r,1,Lr)}read(e,n,r){let o=n*this.figure.width+e,i=this.#a(r),{total:a}=i.absoluteRanking,s=i===this.#e?this.figure.error:null;return{value:i.signed[o],error:s?s[o]:null,rank:i.magnitudeRanking.rank(Math.abs(i.signed[o])),of:i.signed.length,share:a>0?Math.abs(i.absolute[o])/a:0}}#o(e){return gn(this.figure.image,this.figure.baseline,e)}#i(e){let n=this.#t.get(e);return n||(n=bn(T[e].heatPositive,T[e].heatNegative),this.#t.set(e,n)),n}#a(e){return e>this.steps.count?this.#e:(this.#n?.stage!==e&&(this.#n={stage:e,maps:new ue(this.steps.running(e))}),this.#n.maps)}#s(e){return e>this.steps.count?this.#e:this.#r}#l(e,n){let{width:r,height:o}=this.figure,i=T[e.palette],a=e.mode==="outline";return(e.polarity==="both"?["positive","negative"]:[e.polarity]).map(p=>{let u=this.#s(n).signRanking(p),h=e.clip[e.mode],c=a?it(u,Ur,h):it(u,h),[m,d]=this.#a(n).sign(p),f=xn(m,c,d);return{strength:a?fn(mn(f,r,o),r,o):f,channel:i[p]}})}},ue=class{signed;#e=new Map;constructor(e){this.signed=e}sign(e){return[this.signed,e==="positive"?1:-1]}get absolute(){return this.signed}get absoluteRanking(){return this.#t("absolute",()=>this.absolute.map(Math.abs))}get magnitudeRanking(){return this.#t("magnitude",()=>this.signed.map(Math.abs))}signRanking(e){return this.#t(e,()=>{let[n,r]=this.sign(e);return n.map(o=>Math.max(o*r,0))})}#t(e,n){let r=this.#e.get(e);return r||(r=new Ne(n()),this.#e.set(e,r)),r}},at=class extends ue{#e;#t;constructor(e,n){super(e.map((r,o)=>r-n[o])),this.#e={positive:e,negative:n},this.#t=e.map((r,o)=>r+n[o])}sign(e){return[this.#e[e],1]}get absolute(){return this.#t}};function Q(){return{mode:"overlay",polarity:"positive",palette:"green-red",clip:{window:99,overlay:95,heat:99.5,outline:40,image:99},strength:{window:1,overlay:.8,heat:1,outline:.8,image:1},alpha:1,playing:!1,sharedScale:!1,pixel:null,help:!1}}var Ue={state:"ready",job:0,fraction:1,message:""};var Le=`:host {
  all: initial;
  display: block;
}

/* Two greys and one accent, all made from the host's ink and paper. */
.igviz,
.report {
  --bg: var(--jp-layout-color0, #fff);
  --ink: var(--jp-ui-font-color0, #1c1e21);
  --accent: var(--jp-brand-color1, #1967c8);
  --raised: var(--bg);
  --amber: #8f5600;
  --up: #1a8a3a;
  --down: #c6302b;
  --muted: color-mix(in srgb, var(--ink) 68%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 16%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 6%, var(--bg));
  color-scheme: light;
  box-sizing: border-box;
  background: var(--bg);
  color: var(--ink);
  font: 13px / 1.45 var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
  -webkit-font-smoothing: antialiased;
  text-align: left;
}
[data-theme="dark"] {
  --bg: var(--jp-layout-color0, #15171a);
  --ink: var(--jp-ui-font-color0, #eceef0);
  --accent: color-mix(in srgb, var(--jp-brand-color1, #5c9df5) 62%, #fff);
  --raised: color-mix(in srgb, var(--ink) 20%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 22%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 10%, var(--bg));
  --amber: #f2b04a;
  --up: #46b866;
  --down: #f0716a;
  color-scheme: dark;
}
[data-palette="blue-orange"] {
  --up: #2170d8;
  --down: #b65c00;
}
[data-theme="dark"][data-palette="blue-orange"] {
  --up: #5b9dff;
  --down: #f59a30;
}

.igviz {
  container: igviz / inline-size;
  padding: 12px 16px 10px;
}
*,
*::before,
*::after {
  box-sizing: border-box;
}
p,
h1,
h2,
h3,
figure,
fieldset,
ul,
dl,
dd {
  margin: 0;
  padding: 0;
  border: 0;
}
button,
input,
select {
  font: inherit;
  color: inherit;
  margin: 0;
}
button {
  border: 0;
  background: none;
  padding: 0;
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
.muted {
  color: var(--muted);
}
.number {
  font-variant-numeric: tabular-nums;
}
.clip {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.term {
  border-bottom: 1px dotted color-mix(in srgb, currentColor 55%, transparent);
  cursor: help;
}
.unused {
  visibility: hidden;
}
.icon {
  width: 14px;
  height: 14px;
  fill: currentColor;
}

/* Frame */
.view {
  display: flow-root;
  position: relative;
  max-width: 1120px;
  margin: 0 auto;
}
.progress {
  position: absolute;
  inset: -12px -16px auto;
  height: 2px;
  overflow: hidden;
  opacity: 0;
}
.progress.busy {
  opacity: 1;
}
.progress > div {
  height: 100%;
  background: var(--accent);
  transform-origin: left;
}
.message {
  margin-bottom: 10px;
  padding-left: 10px;
  border-left: 3px solid var(--amber);
  overflow-wrap: anywhere;
}
.quiet-message {
  border-color: var(--line);
  color: var(--muted);
}

/* Header */
header {
  display: flex;
  align-items: last baseline;
  gap: 6px 20px;
  margin-bottom: 12px;
}
.claim {
  flex: 0 1 auto;
  min-width: 0;
  max-width: 60%;
}
.file {
  font-size: 12px;
  line-height: 1.3;
}
h2 {
  display: flex;
  gap: 9px;
  font-size: 21px;
  font-weight: 600;
  line-height: 26px;
  letter-spacing: -0.01em;
}
h2 .number {
  font-weight: 400;
}
.others {
  display: flex;
  flex: 1 1 0;
  align-items: center;
  gap: 2px 14px;
  min-width: 0;
}
.other {
  display: inline-flex;
  gap: 5px;
  min-width: 0;
  max-width: 190px;
  line-height: 24px;
}
button.other {
  border-radius: 4px;
}
button.other:hover .clip {
  text-decoration: underline;
  text-underline-offset: 3px;
}
.search,
select {
  height: 26px;
  padding: 0 8px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--bg);
}
.search {
  width: 116px;
}
.search::-webkit-calendar-picker-indicator {
  width: 0;
  margin: 0;
  padding: 0;
  opacity: 0;
}
.search::placeholder {
  color: var(--muted);
  opacity: 1;
}
.search:focus-visible,
select:focus-visible {
  outline-offset: 0;
  border-radius: 6px;
}
select {
  max-width: 130px;
  padding: 0 2px 0 5px;
}
.baseline {
  display: flex;
  flex: none;
  align-items: center;
  gap: 7px;
  max-width: 45%;
  min-height: 26px;
  margin-left: auto;
}
.baseline > :first-child {
  color: var(--muted);
}

/* Picture and path side by side */
main {
  display: grid;
  grid-template-columns: var(--picture) minmax(0, 1fr);
  gap: 14px 28px;
}
.picture {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.frame {
  position: relative;
  max-width: 100%;
  background: var(--soft);
}
.frame canvas {
  display: block;
  cursor: crosshair;
  touch-action: pan-y;
}
.frame canvas:focus-visible {
  border-radius: 0;
}
canvas.sharp {
  image-rendering: pixelated;
}
.crosshair {
  position: absolute;
  border: 1.5px solid #fff;
  outline: 1.5px solid #000;
  border-radius: 2px;
  pointer-events: none;
}
.readout {
  display: flex;
  gap: 2px 16px;
  height: 20px;
  margin-top: 6px;
  overflow: hidden;
  font-size: 12px;
  line-height: 20px;
  white-space: nowrap;
}

/* Path: names, plot, button share three columns, so that everything lines up along α */
.path {
  display: grid;
  grid-template: auto minmax(110px, 1fr) 54px auto auto auto / 60px minmax(0, 1fr) 32px;
  grid-template-areas:
    "none caption caption"
    "ticks score none2"
    "name share none3"
    "label alpha play"
    "none4 ends none5"
    "moments moments moments";
  min-width: 0;
}
.caption {
  grid-area: caption;
  display: flex;
  justify-content: space-between;
  margin: 0 40px 4px 8px;
}
.plot {
  position: relative;
  grid-column: 2;
  margin: 0 8px;
  touch-action: pan-y;
  cursor: pointer;
}
.score-chart {
  grid-row: 2;
}
.share-chart {
  grid-row: 3;
  margin-top: 10px;
}
.plot svg {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
}
.rule {
  stroke: var(--line);
  stroke-width: 1;
  vector-effect: non-scaling-stroke;
}
polyline.score {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
  vector-effect: non-scaling-stroke;
}
.score.ahead {
  stroke: color-mix(in srgb, var(--accent) 38%, var(--bg));
}
.dot {
  position: absolute;
  width: 9px;
  height: 9px;
  margin: 0 0 -4.5px -4.5px;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
  pointer-events: none;
}
.now {
  position: absolute;
  inset: 0 auto 0 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, transparent);
  pointer-events: none;
}
.saturated {
  position: absolute;
  inset: 0 0 0 auto;
  display: flex;
  align-items: flex-end;
  justify-content: flex-end;
  background: repeating-linear-gradient(
    -45deg,
    color-mix(in srgb, var(--ink) 9%, transparent) 0 1px,
    transparent 1px 6px
  );
}
.saturated.top {
  align-items: flex-start;
}
.saturated span {
  margin: 7px;
  padding: 0 4px;
  background: var(--bg);
  color: var(--muted);
  font-size: 12px;
  text-align: right;
}
.ticks {
  position: relative;
  grid-area: 2 / 1;
  font-size: 12px;
}
.ticks.share {
  grid-row: 3;
  margin-top: 10px;
}
.ticks > span {
  position: absolute;
  right: 6px;
  transform: translateY(50%);
  line-height: 16px;
  white-space: nowrap;
}
.ticks > .name {
  bottom: 50%;
}
.bar {
  position: absolute;
  min-height: 1px;
  background: var(--up);
  background-clip: content-box;
  padding-right: 1.5px;
}
.bar.down {
  background-color: var(--down);
}
.bar.ahead {
  opacity: 0.32;
}
.zero {
  position: absolute;
  inset: auto 0 0;
  height: 1px;
  background: var(--line);
  pointer-events: none;
}
.ticks.alpha-label {
  grid-area: label;
  color: var(--ink);
  font-size: 13px;
}
.path input.alpha {
  grid-area: alpha;
  height: 32px;
}
.path > .round {
  grid-area: play;
}
.ends {
  grid-area: ends;
  display: flex;
  justify-content: space-between;
  margin: -7px 8px 10px;
  font-size: 12px;
}
.moments {
  grid-area: moments;
  display: grid;
  grid-template-columns: repeat(3, minmax(0, clamp(130px, 200px * var(--aspect), 200px)));
  gap: 12px;
}
.moments canvas {
  display: block;
  width: 100%;
  max-height: 200px;
  object-fit: contain;
  object-position: left top;
}
.moments figcaption {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 8px;
  margin-top: 4px;
  font-size: 12px;
  line-height: 18px;
}

/* Controls */
.controls {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 14px;
  margin-top: 12px;
}
.shades {
  display: flex;
  flex: 1 1 350px;
  align-items: center;
  justify-content: flex-end;
  gap: 8px 18px;
}
.segments {
  display: flex;
  padding: 2px;
  border-radius: 7px;
  background: var(--soft);
}
.segments button {
  min-width: 30px;
  height: 26px;
  padding: 0 9px;
  border-radius: 5px;
  color: var(--muted);
  white-space: nowrap;
}
.segments button:hover {
  color: var(--ink);
}
.segments button[aria-pressed="true"] {
  background: var(--raised);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line);
}
.slider {
  display: flex;
  flex: 1 1 130px;
  align-items: center;
  gap: 8px;
  max-width: 220px;
}
.slider input {
  flex: 1;
  min-width: 50px;
}
.slider output {
  min-width: 30px;
}
input[type="range"] {
  appearance: none;
  width: 100%;
  height: 24px;
  background: none;
  cursor: pointer;
}
input[type="range"]::-webkit-slider-runnable-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-webkit-slider-thumb {
  appearance: none;
  width: 16px;
  height: 16px;
  margin-top: -6.5px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
}
input[type="range"]:focus-visible {
  outline: none;
}
input[type="range"]:focus-visible::-webkit-slider-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]:focus-visible::-moz-range-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]::-moz-range-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-moz-range-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
}
.palette {
  display: flex;
  gap: 2px;
  padding: 4px;
  border-radius: 6px;
}
.palette:hover,
.round:hover {
  background: var(--soft);
}
.swatch {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 17px;
  height: 17px;
  border-radius: 4px;
  background: var(--up);
  color: #fff;
  font-size: 14px;
  font-weight: 600;
  line-height: 1;
}
.swatch.down {
  background: var(--down);
}
[data-theme="dark"] .swatch {
  color: #000;
}
.round {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
}
.quiet {
  border-bottom: 1px solid var(--line);
  color: var(--muted);
}
.quiet:hover {
  color: var(--ink);
}

/* Footer */
footer {
  margin-top: 8px;
}
.line {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 22px;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 6px;
}
.colour-bar {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  margin-right: 8px;
  font-size: 12px;
}
.ramp {
  width: 96px;
  height: 10px;
  border-radius: 2px;
  box-shadow: 0 0 0 1px var(--line);
}
.badge {
  display: flex;
  flex-wrap: wrap;
  gap: 0 7px;
  margin-left: auto;
}
.badge > span + span::before {
  content: "·";
  margin-right: 7px;
  color: var(--muted);
}
.badge.open .error {
  color: var(--amber);
  font-weight: 600;
}
.tools {
  display: flex;
  margin-right: -8px;
}
.notes {
  margin-top: 4px;
  font-size: 12px;
  list-style: none;
}
.notes li {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.provenance {
  margin-top: 4px;
  font-size: 12px;
}
summary {
  width: fit-content;
  cursor: pointer;
}
dl {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
  gap: 2px 20px;
  margin-top: 4px;
}
dl > div {
  display: flex;
  gap: 8px;
  min-width: 0;
}
dt {
  flex: none;
}
dt::after {
  content: ":";
}
dd {
  min-width: 0;
  max-height: 80px;
  overflow: auto;
  color: var(--ink);
  overflow-wrap: anywhere;
}
.help {
  position: absolute;
  right: 0;
  bottom: 40px;
  z-index: 2;
  display: grid;
  gap: 8px;
  width: min(460px, 100%);
  max-height: 90%;
  padding: 16px 18px;
  overflow: auto;
  border-radius: 10px;
  background: var(--bg);
  box-shadow:
    0 0 0 1px var(--line),
    0 10px 36px rgb(0 0 0 / 28%);
}
.help h3 {
  font-size: 15px;
}
.help .clip {
  display: inline-block;
  max-width: 100%;
  vertical-align: bottom;
}
.help button {
  justify-self: end;
}

/* Before the first picture */
.waiting {
  display: grid;
  place-content: center;
  place-items: center;
  gap: 8px;
  width: var(--picture);
  max-width: 100%;
  aspect-ratio: 1;
  margin: 46px 0 134px;
  background: var(--soft);
}

/* Report */
.report {
  min-height: 100vh;
  padding: 20px 12px;
}
.report > div:first-child {
  max-width: 1120px;
  margin: 0 auto;
  padding: 0 16px;
  box-sizing: content-box;
}
h1 {
  font-size: 15px;
  font-weight: 600;
}
.index {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
  gap: 8px;
  margin: 10px -6px 8px;
}
.index button {
  display: grid;
  justify-items: start;
  min-width: 0;
  padding: 6px;
  border-radius: 8px;
  font-size: 12px;
  line-height: 17px;
  text-align: left;
}
.index button:hover {
  background: var(--soft);
}
.index button[aria-current] {
  background: var(--soft);
  box-shadow: inset 0 -2px var(--accent);
}
.index canvas {
  width: 100%;
  aspect-ratio: 1;
  object-fit: cover;
  margin-bottom: 4px;
}
.index .clip {
  max-width: 100%;
}
.generator {
  max-width: 1120px;
  margin: 16px auto 0;
  padding: 0 16px;
  box-sizing: content-box;
  font-size: 12px;
}

/* Narrow: one column, picture first (the same width as NARROW in layout.ts, less the padding) */
@container igviz (width < 880px) {
  .shades {
    justify-content: flex-start;
  }
}
@container igviz (width < 700px) {
  header {
    flex-wrap: wrap;
  }
  .claim {
    flex-grow: 1;
  }
  .others {
    flex: 1 0 100%;
    flex-wrap: wrap;
    order: 1;
  }
  main {
    grid-template-columns: minmax(0, 1fr);
  }
  .frame {
    margin: 0 auto;
  }
  .readout {
    justify-content: center;
  }
  .path {
    grid-template-rows: auto 130px 54px auto auto auto;
  }
  .caption {
    grid-column: 1 / -1;
    margin: 0 0 4px;
  }
  .badge {
    margin-left: 0;
  }
  .tools {
    margin-left: auto;
  }
}
@container igviz (width < 460px) {
  .claim,
  .baseline {
    max-width: 100%;
  }
  .segments button {
    min-width: 28px;
    padding: 0 8px;
  }
  .shades {
    display: contents;
  }
  .slider {
    flex-basis: 100%;
    order: 1;
    max-width: none;
  }
  .slider .muted {
    width: 56px;
  }
  .readout {
    gap: 2px 10px;
    font-size: 11px;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .progress > div {
    transition: transform 0.2s linear;
  }
}
`;var st="igviz:alpha";function J(t,e,n=null,r=Q()){let{root:o,shadow:i}=Dr(t),a=null,s=Ue,p="",u=!0,h=!1,c=0,m=r.alpha,d=k=>{Object.assign(r,k),g()},f=new Fe(r,d);function g(){h||!u||(h=!0,jr(()=>{h=!1,u&&x()}))}function x(){let k=performance.now();o.dataset.theme=Me(),o.dataset.palette=r.palette;let R=Wr(o),F=window.devicePixelRatio||1,he=a?`${a.figure.target.label} ${r.mode}`:"igviz";ne(l(cn,{scene:a,view:r,status:s,host:n,error:p,width:R,ratio:F,set:d,onDownload:(z,ee,E)=>un(z,ee,E,he)}),o),f.sync(),r.alpha!==m&&Or(k),m=r.alpha}async function b(k){let R=++c;if(!de(k)){try{let F=new He(await me(k));if(R!==c)return;a=F,p=""}catch(F){if(R!==c)return;p=F instanceof Error?F.message:String(F)}g()}}let _=Te(g),S=new ResizeObserver(g);return S.observe(t),x(),b(e),{update:b,status(k){s=k,g()},host(k){n=k,g()},destroy(){u=!1,f.stop(),_(),S.disconnect(),ne(null,o),i.replaceChildren(),delete t.dataset.lmSuppressShortcuts}}}function Dr(t){let e=t.shadowRoot??t.attachShadow({mode:"open"});t.dataset.lmSuppressShortcuts="true";let n=document.createElement("div");return n.className="igviz",n.dataset.testid="igviz",e.replaceChildren(n),lt(e,Le),{root:n,shadow:e}}function lt(t,e){try{let n=new CSSStyleSheet;n.replaceSync(e),t.adoptedStyleSheets=[n]}catch{let n=document.createElement("style");n.textContent=e,t.append(n)}}function Or(t){performance.getEntriesByName?.(st).length>=200&&performance.clearMeasures(st),performance.measure?.(st,{start:t,end:performance.now()})}function Wr(t){let e=getComputedStyle(t),n=Number.parseFloat(e.paddingLeft)+Number.parseFloat(e.paddingRight);return Math.max(0,t.clientWidth-(n||0))||900}function jr(t){typeof requestAnimationFrame=="function"?requestAnimationFrame(t):setTimeout(t,0)}var Ve=class{#e;#t;#n=null;#r=!1;constructor(e,n={}){this.#e=e,this.#t=n}get waiting(){return this.#n!==null}request(e){let n={...this.#t,...this.#n};(e.target!==void 0||e.baseline!==void 0)&&delete n.tol,this.#n={...n,...e},this.#o()}status({state:e}){this.#r=e==="computing",this.#o()}#o(){this.#r||this.#n===null||(this.#t=this.#n,this.#n=null,this.#e(this.#t))}};var vn=new WeakMap;function Br(t){let e=t.get("layout"),n=typeof e=="object"&&e!==null?e:t,r=vn.get(n);return r||(r=Q(),vn.set(n,r)),r}function yn(t,e){let n=t.get("choices");return de(n)?null:{choices:{labels:n?.labels??[],baselines:n?.baselines??[],tols:n?.tols??[]},select:r=>e.request(r),stop(){t.set("stop",pe(t).job),t.save_changes()}}}function pe(t){return{...Ue,...t.get("status")}}function wn({model:t}){let e=String(t.get("twin")??"");if(!/^[\w-]+$/.test(e))return()=>{};let n=document.createElement("style");return n.textContent=`.${e}, .jp-OutputArea-child:has(.${e}) { display: none; }`,document.head.append(n),()=>n.remove()}function kn({model:t,el:e}){let n=new Ve(s=>{t.set("selection",s),t.save_changes()},t.get("selection"));n.status(pe(t));let r=J(e,t.get("figure"),yn(t,n),Br(t));r.status(pe(t));let o=()=>{r.update(t.get("figure"))},i=()=>r.host(yn(t,n)),a=()=>{n.status(pe(t)),r.status(pe(t))};return t.on("change:figure",o),t.on("change:choices",i),t.on("change:status",a),()=>{t.off("change:figure",o),t.off("change:choices",i),t.off("change:status",a),r.destroy()}}function An(t){return l(A,{children:[t.title&&l("h1",{class:"clip",children:t.title}),t.entries.length>0&&l("nav",{class:"index","aria-label":"Pictures in this report",children:t.entries.map((e,n)=>l(qr,{figure:e,index:n,current:n===t.current,pick:t.pick},String(n)))})]})}function qr(t){let{figure:e,index:n}=t,r=$(()=>e&&le(e.image),[e]),o=e?e.target.label:"unreadable",i=e?.title||`picture ${n+1}`;return l("button",{type:"button",...y(`entry-${n}`,`${i}: ${o}`,`${i}: ${o}`),"aria-current":t.current?"true":void 0,onClick:()=>t.pick(n),children:[e&&r&&l(K,{id:`thumb-${n}`,label:"",pixels:r,width:e.width,height:e.height}),l("span",{class:"clip",children:o}),e&&l("span",{class:"number muted",children:C(e.score,e.output)})]})}async function Sn(t,e){let n=document.createElement("div"),r=n.attachShadow({mode:"open"}),o=document.createElement("div");o.className="report";let i=document.createElement("div"),a=document.createElement("div"),s=document.createElement("p");s.className="generator muted",s.textContent=e.generator,o.append(i,a,s),r.append(o),lt(r,Le),t.append(n),Kr(o,t);let p=Q(),u=null,h=d=>{let f=e.figures[d];u?(Object.assign(p,{playing:!1,pixel:null,help:!1}),u.update(f)):u=J(a,f,null,p)},c=e.figures.length>1?await Gr(e.figures):[],m=d=>{let f=g=>{m(g),h(g)};ne(l(An,{title:e.title,entries:c,current:d,pick:f}),i)};m(0),e.figures.length>0&&h(0)}async function Gr(t){return Promise.all(t.map(e=>me(e).catch(()=>null)))}function Kr(t,e){let n=()=>{t.dataset.theme=Me();let{style:r}=e.ownerDocument.body;r.margin="0",r.background=getComputedStyle(t).getPropertyValue("--bg")};n(),Te(n)}var Yr={initialize:wn,render:kn};return $n(Xr);})();
export default igviz.widget;
